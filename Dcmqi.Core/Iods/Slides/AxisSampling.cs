namespace Dcmqi.Iods;

/// <summary>Which columns (or rows) of a plane the columns of a region of it are.</summary>
/// <param name="first">The place of the first, where they follow one another.</param>
/// <param name="count">Columns of the region.</param>
/// <param name="places">The place of each, ascending, where they do not follow one another; may lie outside the plane.</param>
internal sealed class AxisSampling(int first, int count, int[]? places)
{
    public int Count => count;

    /// <summary>The place in the plane of a column of the region.</summary>
    public int this[int index] => places is null ? first + index : places[index];

    /// <summary>Every so many-th.</summary>
    /// <param name="first">First place.</param>
    /// <param name="length">Places to choose from.</param>
    /// <param name="step">How many places one stands for; the one in their middle is taken.</param>
    public static AxisSampling Of(int first, int length, int step)
    {
        if (step == 1)
            return new AxisSampling(first, length, null);
        int[] places = new int[(int)(((long)length + step - 1) / step)];
        for (int index = 0; index < places.Length; index++)
            places[index] = first + (int)Math.Min(((long)index * step) + ((step - 1) / 2), length - 1L);
        return new AxisSampling(first, places.Length, places);
    }

    /// <summary>The columns of the region that have a place in a part of the plane.</summary>
    public (int First, int Count) In(int from, int length)
    {
        if (places is null)
        {
            int low = (int)Math.Clamp((long)from - first, 0, count);
            return (low, (int)Math.Clamp((long)from + length - first, 0, count) - low);
        }

        int begin = FirstAtLeast(from);
        return (begin, FirstAtLeast((long)from + length) - begin);
    }

    /// <summary>The part of the plane in which all of them lie.</summary>
    public (int First, int Length) Extent(int total)
    {
        if (places is null)
            return (first, count);
        (int begin, int inside) = In(0, total);
        return inside == 0 ? (0, 0) : (places[begin], places[begin + inside - 1] - places[begin] + 1);
    }

    private int FirstAtLeast(long place)
    {
        int low = 0, high = places!.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = places[middle] < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
