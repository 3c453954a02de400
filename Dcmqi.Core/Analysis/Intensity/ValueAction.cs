namespace Dcmqi.Analysis.Intensity;

/// <summary>Is given values and what each weighs, in the order in which they lie.</summary>
/// <param name="values">Real-world values, all finite.</param>
/// <param name="weights">As many weights, in voxels: 1 for a voxel that is filled wholly.</param>
internal delegate void ValueAction(ReadOnlySpan<double> values, ReadOnlySpan<double> weights);
