namespace Dcmqi.Segmentations;

/// <summary>Chooses how a segmentation is stored for a receiver: the plainest form that it was not seen to show wrong.</summary>
internal sealed class ReceiverChooser(Receiver receiver, ReceiverConstraints constraints)
{
    private readonly List<string> _rejected = [];

    /// <param name="isFractional">Whether there are fractions, which other encodings do not keep.</param>
    /// <param name="hasWholeBytes">Whether rows x columns is a multiple of 8.</param>
    /// <param name="overlaps">Whether segments overlap.</param>
    /// <exception cref="ConversionException">The receiver shows nothing right that the constraints allow.</exception>
    public ReceiverChoice Choose(bool isFractional, bool hasWholeBytes, bool overlaps)
    {
        foreach (SegmentationEncoding encoding in Encodings(isFractional))
        {
            StoredForm form = FormOf(encoding, hasWholeBytes, overlaps && encoding != SegmentationEncoding.LabelMap);
            bool isApart = !overlaps || encoding == SegmentationEncoding.LabelMap;
            if (IsTaken(form))
                return Chosen(form, splits: overlaps && isApart, isFractional);
            if (!isApart && form.IsBinary && form with { Overlaps = false } is var split && IsTaken(split))
                return Chosen(split, splits: true, isFractional);
        }

        throw new ConversionException($"{ReceiverTable.NameOf(receiver)} does not show this segmentation in any form that is left: {string.Join("; ", _rejected)}.");
    }

    // What may not be chosen is not tried; bits have no JPEG-LS.
    private IEnumerable<SegmentationEncoding> Encodings(bool isFractional)
    {
        if (constraints.Encoding is { } given)
            return [given];
        if (constraints.LabelMapColorModel == LabelMapColorModel.PaletteColor)
            return [SegmentationEncoding.LabelMap];
        IEnumerable<SegmentationEncoding> ofLabels = constraints.Compression == PixelCompression.JpegLs ? [SegmentationEncoding.LabelMap] : [SegmentationEncoding.Binary, SegmentationEncoding.LabelMap];
        return isFractional ? ofLabels.Prepend(SegmentationEncoding.Fractional) : ofLabels;
    }

    private StoredForm FormOf(SegmentationEncoding encoding, bool hasWholeBytes, bool overlaps) => new(
        encoding,
        constraints.Compression ?? PixelCompression.None,
        encoding == SegmentationEncoding.LabelMap && constraints.LabelMapColorModel == LabelMapColorModel.PaletteColor,
        hasWholeBytes,
        overlaps);

    private bool IsTaken(StoredForm form)
    {
        ReceiverFinding[] wrong = [.. Findings(form).Where(finding => finding.Result == ReceiverResult.Wrong)];
        if (wrong.Length > 0)
            _rejected.Add($"{Describe(form)}: {string.Join(", ", wrong.Select(finding => finding.Text))}");
        return wrong.Length == 0;
    }

    // Of a receiver that is not known nothing was seen; what is wrong with others is told.
    private IReadOnlyList<ReceiverFinding> Findings(StoredForm form) => receiver == Receiver.Any ? [] : ReceiverTable.Find(receiver, form);

    private ReceiverChoice Chosen(StoredForm form, bool splits, bool isFractional)
    {
        IReadOnlyList<ReceiverFinding> findings = Findings(form);
        var warnings = new List<string>();
        if (isFractional && !form.IsFractional)
            warnings.Add("Fractions become segments: what is below the threshold is left out.");
        warnings.AddRange(findings
            .Where(finding => finding.Result is ReceiverResult.Limited or ReceiverResult.NotTried)
            .Select(finding => $"{ReceiverTable.NameOf(receiver)} with {form}: {finding.Text}."));
        if (receiver == Receiver.Any)
            warnings.AddRange(ReceiverTable.Names.SelectMany(known => ReceiverTable.Find(known.Receiver, form).Where(finding => finding.Result == ReceiverResult.Wrong).Select(finding => $"{known.Name} with {Describe(form)}: {finding.Text}.")));
        string seen = receiver == Receiver.Any ? "most receivers take it" : string.Join(", ", findings.Select(finding => finding.Text).Distinct());
        return new ReceiverChoice
        {
            Receiver = receiver,
            Options = new SegmentationOptions { Encoding = form.Encoding, LabelMapColorModel = constraints.LabelMapColorModel },
            Compression = form.Compression,
            Splits = splits,
            Reason = $"For {ReceiverTable.NameOf(receiver)}: {form}{(splits ? ", segments that overlap in objects of their own" : "")} ({seen}).{string.Concat(_rejected.Select(text => $" Not {text}."))}",
            Warnings = warnings,
        };
    }

    private static string Describe(StoredForm form) =>
        $"{form}{(form is { IsBinary: true, HasWholeBytes: false } ? ", rows x columns no multiple of 8" : "")}{(form.Overlaps ? ", segments that overlap" : "")}";
}
