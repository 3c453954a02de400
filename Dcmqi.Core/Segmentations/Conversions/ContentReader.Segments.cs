using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

internal sealed partial class ContentReader
{
    private IEnumerable<SegmentContent> ReadSegments(ConversionSource source, int[] planeOfFrame, CancellationToken cancellationToken)
    {
        Dictionary<int, PlaneMap<ReadOnlyMemory<LabelRun>>> runs = ReadRuns(source, planeOfFrame, cancellationToken);
        ILookup<int, int>? framesOfSegment = KeepsFractions ? Enumerable.Range(0, planeOfFrame.Length).ToLookup(frame => source.Frames.SegmentNumbers[frame]) : null;
        HashSet<int> backgrounds = [.. source.Segments.Where(segment => segment.IsBackground).Select(segment => segment.Number)];
        var palette = new PaletteColors(source.DataSet);
        foreach (DataSet item in source.DataSet.GetItems(Tags.SegmentSequence))
        {
            int number = item.GetInt32(Tags.SegmentNumber)!.Value;
            if (backgrounds.Contains(number))
                continue;
            DataSet copy = Without(item);

            // A palette holds the colours that other encodings have with the segments.
            if (!copy.HasValue(Tags.RecommendedDisplayCIELabValue) && palette.Find(number) is { } color)
            {
                CieLabColor lab = CieLabColor.FromRgb(color);
                copy.Set(Tags.RecommendedDisplayCIELabValue, lab.L, lab.A, lab.B);
            }

            PlaneMap<byte[]>? fractions = framesOfSegment is null ? null : ReadFractions(source, framesOfSegment[number], planeOfFrame);
            yield return new SegmentContent(number, copy, runs.GetValueOrDefault(number) ?? PlaneMap<ReadOnlyMemory<LabelRun>>.Empty, fractions);
        }
    }

    private Dictionary<int, PlaneMap<ReadOnlyMemory<LabelRun>>> ReadRuns(ConversionSource source, int[] planeOfFrame, CancellationToken cancellationToken)
    {
        RunReader reader = source.Pixels is FractionalStoredFrames fractional ? fractional.NewReader(conversion.Threshold) : source.Pixels.NewReader();
        var lists = new Dictionary<int, SortedDictionary<int, List<LabelRun>>>();
        for (int frame = 0; frame < planeOfFrame.Length; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int plane = planeOfFrame[frame];
            TileInside? inside = source.Frames.InsideOf(frame);
            foreach (SegmentRun run in reader.Read(frame))
            {
                if (!lists.TryGetValue(run.Number, out SortedDictionary<int, List<LabelRun>>? planes))
                    lists.Add(run.Number, planes = []);
                if (!planes.TryGetValue(plane, out List<LabelRun>? runs))
                    planes.Add(plane, runs = []);
                AddInside(runs, run, inside);
            }
        }

        return lists.ToDictionary(
            pair => pair.Key,
            pair => PlaneMap<ReadOnlyMemory<LabelRun>>.Of([.. pair.Value.Where(plane => plane.Value.Count > 0).Select(plane => (plane.Key, (ReadOnlyMemory<LabelRun>)Merged(plane.Value)))]));
    }

    // Pixels of tiles beyond the edge of the plane do not count.
    private static void AddInside(List<LabelRun> runs, SegmentRun run, TileInside? inside)
    {
        if (inside is not { } part)
        {
            runs.Add(new LabelRun(run.Start, run.Length));
            return;
        }

        int end = Math.Min(run.Start + run.Length, part.Rows * part.Size.Columns);
        for (int start = run.Start; start < end;)
        {
            (int row, int column) = Math.DivRem(start, part.Size.Columns);
            int next = Math.Min(end, (row + 1) * part.Size.Columns);
            int length = Math.Min(next, (row * part.Size.Columns) + part.Columns) - start;
            if (length > 0)
                runs.Add(new LabelRun(start, length));
            start = next;
        }
    }

    // Of several frames in a plane the greatest fractions stand.
    private PlaneMap<byte[]> ReadFractions(ConversionSource source, IEnumerable<int> frames, int[] planeOfFrame)
    {
        var fractions = new SortedDictionary<int, byte[]>();
        foreach (int frame in frames)
        {
            byte[] stored = new byte[source.Pixels.Format.FrameBytes];
            ((FractionalStoredFrames)source.Pixels).ReadUnited(frame, stored);
            source.Frames.InsideOf(frame)?.Clear<byte>(stored);
            Rescale(stored, ((FractionalStoredFrames)source.Pixels).ValueOfOne);
            if (fractions.TryGetValue(planeOfFrame[frame], out byte[]? known))
                FractionalStoredFrames.Raise(known, stored);
            else if (stored.AsSpan().ContainsAnyExcept((byte)0))
                fractions.Add(planeOfFrame[frame], stored);
        }

        return PlaneMap<byte[]>.Of([.. fractions.Select(pair => (pair.Key, pair.Value))]);
    }

    // Sources that are merged may have stored 1 as different values.
    private void Rescale(Span<byte> stored, int valueOfOne)
    {
        int wanted = Options.MaximumFractionalValueOrDefault;
        if (wanted == valueOfOne)
            return;
        for (int pixel = 0; pixel < stored.Length; pixel++)
            stored[pixel] = (byte)(((Math.Min(stored[pixel], valueOfOne) * wanted * 2) + valueOfOne) / (2 * valueOfOne));
    }

    // A segment may have several frames in a plane; their pixels are one set.
    internal static LabelRun[] Merged(List<LabelRun> runs)
    {
        runs.Sort((left, right) => left.Start.CompareTo(right.Start));
        var merged = new List<LabelRun>(runs.Count);
        foreach (LabelRun run in runs)
        {
            if (merged.Count > 0 && merged[^1] is var last && run.Start <= last.Start + last.Length)
                merged[^1] = new LabelRun(last.Start, Math.Max(last.Length, run.Start + run.Length - last.Start));
            else
                merged.Add(run);
        }

        return [.. merged];
    }

    // One source keeps its numbers where the encoding allows; several are counted anew.
    private IReadOnlyList<SegmentContent> Numbered(List<SegmentContent> segments)
    {
        if (sources.Count > 1)
            segments = [.. segments.Select((segment, index) => WithNumber(segment, index + 1))];
        if (conversion.Segments is { } wanted)
        {
            int[] missing = [.. wanted.Except(segments.Select(segment => segment.Number))];
            if (missing.Length > 0)
                throw new ConversionException($"There {(missing.Length == 1 ? "is no segment" : "are no segments")} {string.Join(", ", missing)} to keep; {(segments.Count == 1 ? "the only one is" : "the segments are")} {string.Join(", ", segments.Select(segment => segment.Number))}.");
            HashSet<int> kept = [.. wanted];
            segments = [.. segments.Where(segment => kept.Contains(segment.Number))];
        }

        if (segments.Count == 0)
            throw new ConversionException("No segment is left to write.");
        segments.Sort((left, right) => left.Number.CompareTo(right.Number));

        // PS3.3 C.8.20.2: Segment Numbers are 1 to N, in a label map any.
        bool isAsAsked = options.Encoding == SegmentationEncoding.LabelMap ? segments[0].Number > 0 : segments.Select((segment, index) => segment.Number == index + 1).All(isRight => isRight);
        return isAsAsked ? segments : [.. segments.Select((segment, index) => WithNumber(segment, index + 1))];
    }

    private static SegmentContent WithNumber(SegmentContent segment, int number)
    {
        if (segment.Number == number)
            return segment;
        DataSet item = Without(segment.Item);
        item.Set(Tags.SegmentNumber, number);
        return segment with { Number = number, Item = item };
    }
}
