using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Frames put into order: first those of one stack, within it by position, then by time.</summary>
internal static class FrameGrids
{
    /// <summary>The frames of images in order.</summary>
    public static List<SourceFrame> Sort(IReadOnlyList<SourceImage> images)
    {
        var keyed = new List<(SourceFrame Frame, Key Key)>();
        var stacks = new List<SourceFrame>();
        foreach (SourceImage image in images)
        {
            int number = image.Header.GetString(Dicom.Tags.InstanceNumber) is { } text && int.TryParse(text, out int value) ? value : int.MaxValue;
            foreach (SourceFrame frame in image.Frames)
            {
                int stack = StackOf(frame, stacks);
                double distance = frame.Plane is { } plane ? plane.OriginMm.Dot(stacks[stack].Plane!.Value.Normal) : 0;
                keyed.Add((frame, new Key(stack, distance, frame.Plane is null ? 0 : frame.TemporalPosition ?? 0, number, image.Name, frame.Number)));
            }
        }

        keyed.Sort((left, right) => left.Key.CompareTo(right.Key));
        return keyed.ConvertAll(pair => pair.Frame);
    }

    /// <summary>The frames of each stack: those of one series that are parallel, of one size and spacing and, where it is said, of one Stack ID.</summary>
    public static List<List<SourceFrame>> Stacks(IReadOnlyList<SourceFrame> frames)
    {
        var firsts = new List<SourceFrame>();
        var stacks = new List<List<SourceFrame>>();
        foreach (SourceFrame frame in frames)
        {
            int stack = StackOf(frame, firsts);
            if (stack == stacks.Count)
                stacks.Add([]);
            stacks[stack].Add(frame);
        }

        return stacks;
    }

    private static int StackOf(SourceFrame frame, List<SourceFrame> firsts)
    {
        // Frames of one stack mostly follow each other.
        for (int index = firsts.Count - 1; index >= 0; index--)
        {
            if (IsOfStack(frame, firsts[index]))
                return index;
        }

        firsts.Add(frame);
        return firsts.Count - 1;
    }

    private static bool IsOfStack(SourceFrame frame, SourceFrame first)
    {
        if (frame.Image.SeriesInstanceUid != first.Image.SeriesInstanceUid || frame.Plane is null != first.Plane is null || frame.StackId != first.StackId)
            return false;
        return frame.Plane is { } plane && first.Plane is { } other
            ? plane.IsLike(other)
            : frame.Image.Rows == first.Image.Rows && frame.Image.Columns == first.Image.Columns;
    }

    private readonly record struct Key(int Stack, double Distance, int Time, int Instance, string Name, int Number) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            int order = Stack.CompareTo(other.Stack);

            // Decimal strings of one position may differ in their last digits; time decides between such.
            if (order == 0)
                order = Math.Round(Distance / PlaneStack.SamePositionMm).CompareTo(Math.Round(other.Distance / PlaneStack.SamePositionMm));
            if (order == 0)
                order = Time.CompareTo(other.Time);
            if (order == 0)
                order = Instance.CompareTo(other.Instance);
            if (order == 0)
                order = string.CompareOrdinal(Name, other.Name);
            return order == 0 ? Number.CompareTo(other.Number) : order;
        }
    }
}
