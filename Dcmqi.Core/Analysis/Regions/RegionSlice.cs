namespace Dcmqi.Analysis;

/// <summary>What a region has of one slice.</summary>
/// <param name="Z">The slice.</param>
/// <param name="Runs">Its voxels by row, and within a row by column; no two runs touch in a row.</param>
/// <param name="Weights">For the voxels of all runs, one after another, how much of each the region fills, from 1 to the region's <see cref="Region.Whole"/>; <see langword="null"/> where it fills all wholly.</param>
internal sealed record RegionSlice(int Z, RowRun[] Runs, byte[]? Weights = null);
