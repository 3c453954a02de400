namespace Dcmqi.Pictures;

/// <summary>A slice of another grid that a picture's slice crosses.</summary>
/// <param name="Slice">Index of the other grid's slice.</param>
/// <param name="Pixels">The picture's pixels that lie in it.</param>
/// <param name="Sources">For each of them the nearest pixel of the other grid's slice, row by row.</param>
internal readonly record struct CrossedSlice(int Slice, int[] Pixels, int[] Sources);
