namespace Dcmqi.Sources;

/// <summary>What stored values of frames stand for, and what was assumed to say so.</summary>
/// <param name="Of">The scale of a frame.</param>
/// <param name="Warnings">What was taken for what it must be.</param>
internal sealed record FrameScaling(Func<SourceFrame, ValueScale> Of, IReadOnlyList<string> Warnings);
