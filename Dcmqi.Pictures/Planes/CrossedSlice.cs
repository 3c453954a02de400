namespace Dcmqi.Pictures;

/// <summary>A slice of another grid that a picture's slice crosses.</summary>
/// <param name="Slice">Index of the other grid's slice.</param>
/// <param name="Pixels">The picture's pixels that lie in it; empty for <see cref="AsItIs"/>.</param>
/// <param name="Sources">For each of them the nearest pixel of the other grid's slice, row by row.</param>
internal readonly record struct CrossedSlice(int Slice, int[] Pixels, int[] Sources)
{
    /// <summary>Whether the picture shows this slice alone, pixel by pixel.</summary>
    public bool IsAsItIs { get; private init; }

    /// <summary>A slice that is shown pixel by pixel.</summary>
    public static CrossedSlice AsItIs(int slice) => new(slice, [], []) { IsAsItIs = true };

    /// <summary>Copies the values of the other grid's slice to where the picture shows them.</summary>
    public void Copy(ReadOnlySpan<float> values, Span<float> picture)
    {
        if (IsAsItIs)
        {
            values.CopyTo(picture);
            return;
        }

        for (int index = 0; index < Pixels.Length; index++)
            picture[Pixels[index]] = values[Sources[index]];
    }

    /// <summary>For each pixel of the other grid's slice the picture's pixel; <see langword="null"/> where they are not one to one.</summary>
    public int[]? Inverse()
    {
        int[] pixelOf = new int[Sources.Length];
        pixelOf.AsSpan().Fill(-1);
        for (int index = 0; index < Sources.Length; index++)
        {
            if (Sources[index] >= pixelOf.Length || pixelOf[Sources[index]] >= 0)
                return null;
            pixelOf[Sources[index]] = Pixels[index];
        }

        return pixelOf;
    }
}
