using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Segmentations;

namespace Dcmqi;

/// <content>What a receiver shows right, and objects without segments that overlap.</content>
public sealed partial class Segmentation
{
    // VR LO (PS3.5 6.2).
    private const int LongestDescription = 64;

    /// <summary>Chooses how the segmentation is stored so that a receiver shows it right, by what was seen of that receiver. Pixels are read, to know whether segments overlap.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="constraints">What of it is settled. Default: nothing.</param>
    /// <returns>Options and compression, whether segments that overlap have to be split, and why.</returns>
    /// <exception cref="ConversionException">The receiver shows nothing right that the constraints allow; the message says what becomes of each form.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such receiver.</exception>
    /// <example>
    /// <code>
    /// ReceiverChoice choice = segmentation.ChooseFor(Receiver.Ohif);
    /// foreach (Segmentation part in segmentation.SplitWithoutOverlaps(choice.Options))
    ///     part.Save($"{part.SopInstanceUid}.dcm", new() { Compression = choice.Compression });
    /// </code>
    /// </example>
    public ReceiverChoice ChooseFor(Receiver receiver, ReceiverConstraints? constraints = null)
    {
        SegmentationOptions.CheckReceiver(receiver);
        return new ReceiverChooser(receiver, constraints ?? new ReceiverConstraints())
            .Choose(Encoding == SegmentationEncoding.Fractional, hasWholeBytes: (long)Rows * Columns % 8 == 0, overlaps: Groups(SegmentGrouping.NonOverlapping).Count > 1);
    }

    /// <summary>Converts the segments to as few objects as have no segments that overlap: each segment goes, in order of number, into the first object in which it overlaps nothing. Fractions that stay fractions overlap where both are above 0.</summary>
    /// <remarks>
    /// <para>What is said of segments is kept, tracking identifiers too. Each object has a SOP Instance UID of its own.</para>
    /// <para>Several objects are in as many series, since viewers show one object of a series: Series Numbers count from that of the source, or from <see cref="Authorship.SeriesNumber"/>, and Series Descriptions end with "(1 of 2)" and so on. Where <see cref="Authorship.SeriesInstanceUid"/> is given all are in that series, and Instance Numbers count instead.</para>
    /// </remarks>
    /// <param name="options">How the results are stored. Default: as <see cref="SegmentationOptions"/> says.</param>
    /// <param name="conversion">What to convert, and the authorship of the results. Default: all segments.</param>
    /// <param name="progress">Receives progress: frames as they are composed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>One object, or several where segments overlap; the caller disposes of them.</returns>
    /// <exception cref="ConversionException">A Segment Number to keep is not there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public IReadOnlyList<Segmentation> SplitWithoutOverlaps(
        SegmentationOptions? options = null, SegmentationConversion? conversion = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new SegmentationOptions();
        conversion ??= new SegmentationConversion();
        CheckConversion([this], options, conversion);
        int[] numbers = AllNumbers();
        HashSet<int> wanted = [.. conversion.Segments ?? numbers];
        IReadOnlyList<int>[] groups = wanted.IsSubsetOf(numbers) ? [.. FirstFit([.. numbers.Where(wanted.Contains)], OverlapReader(options, conversion))] : [];
        if (groups.Length < 2)
            return [ConvertTo(options, conversion, progress, cancellationToken)];
        var parts = new List<Segmentation>();
        try
        {
            for (int index = 0; index < groups.Length; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SegmentationConversion ofPart = conversion with { Segments = groups[index], Authorship = OfPart(conversion.Authorship, index) };
                parts.Add(Converted([this], options, ofPart, PartDescription(conversion.Authorship, index, groups.Length), PartProgress.Of(progress, index, groups.Length), cancellationToken));
            }
        }
        catch
        {
            parts.ForEach(part => part.Dispose());
            throw;
        }

        return parts;
    }

    // Fractions that stay fractions meet wherever both are above 0.
    private Func<RunReader> OverlapReader(SegmentationOptions options, SegmentationConversion conversion) => _pixels is FractionalStoredFrames fractional
        ? () => fractional.NewReader(options.Encoding == SegmentationEncoding.Fractional ? double.Epsilon : conversion.Threshold)
        : _pixels.NewReader;

    // Objects of a series of their own are told apart by its number, those of one series by their own (PS3.3 C.7.3.1, C.8.20.2).
    private Authorship OfPart(Authorship authorship, int index) => authorship.SeriesInstanceUid is null
        ? authorship with { SeriesNumber = Following(authorship.SeriesNumber, Tags.SeriesNumber, index) }
        : authorship with { InstanceNumber = Following(authorship.InstanceNumber, Tags.InstanceNumber, index) };

    private int? Following(int? given, Tag tag, int index)
    {
        int? first = given ?? (int.TryParse(DataSet.GetString(tag), NumberStyles.None, CultureInfo.InvariantCulture, out int stated) ? stated : null);
        return first <= int.MaxValue - index ? first + index : first;
    }

    private string? PartDescription(Authorship authorship, int index, int count)
    {
        if (authorship.SeriesInstanceUid is not null)
            return null;
        string ending = string.Create(CultureInfo.InvariantCulture, $"({index + 1} of {count})");
        string description = DataSet.GetText(Tags.SeriesDescription) ?? "";
        return $"{description[..Math.Min(description.Length, LongestDescription - ending.Length - 1)]} {ending}".Trim();
    }
}
