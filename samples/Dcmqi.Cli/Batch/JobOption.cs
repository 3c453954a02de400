namespace Dcmqi.Cli.Batch;

/// <summary>An option of a job's command.</summary>
/// <param name="Name">The option, such as <c>--inputImageList</c>.</param>
/// <param name="Role">What its values are.</param>
/// <param name="Written">The cell of the manifest.</param>
/// <param name="Values">The values; whole paths of inputs, paths of outputs within the output folder.</param>
internal sealed record JobOption(string Name, JobOptionRole Role, string Written, IReadOnlyList<string> Values);
