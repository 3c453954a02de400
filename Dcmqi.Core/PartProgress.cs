namespace Dcmqi;

/// <summary>Tells of one of several equal parts of a stage as of the whole, so that it does not begin anew with each.</summary>
internal sealed class PartProgress(IProgress<ConversionProgress> progress, int part, int parts) : IProgress<ConversionProgress>
{
    public static IProgress<ConversionProgress>? Of(IProgress<ConversionProgress>? progress, int part, int parts) => progress is null ? null : new PartProgress(progress, part, parts);

    public void Report(ConversionProgress value) => progress.Report(new ConversionProgress(value.Stage, (value.Total * part) + value.Completed, value.Total * parts));
}
