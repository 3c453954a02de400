using System.Buffers.Binary;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>Reads a JPEG-LS image: marker segments (T.87 annex C), then its scans.</summary>
internal ref struct JpegLsDecoder
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly FrameFormat _format;
    private readonly Span<byte> _frame;
    private int _position;
    private int _bits;
    private byte[]? _components;
    private ushort[]? _signed;
    private int _decodedComponents;
    private int _restartInterval;
    private int _maxValue;
    private int _threshold1;
    private int _threshold2;
    private int _threshold3;
    private int _reset;

    private JpegLsDecoder(ReadOnlySpan<byte> bytes, FrameFormat format, Span<byte> frame)
    {
        _bytes = bytes;
        _format = format;
        _frame = frame;
    }

    /// <summary>Decodes an image.</summary>
    /// <param name="bytes">From SOI on.</param>
    /// <param name="format">What the image shall be; 8 or 16 bits allocated.</param>
    /// <param name="frame">Is filled.</param>
    /// <exception cref="DicomFormatException">The bytes are malformed or the image is another.</exception>
    /// <exception cref="NotSupportedException">It has mapping tables, subsampled components or a colour transform.</exception>
    public static void Decode(ReadOnlySpan<byte> bytes, FrameFormat format, Span<byte> frame)
    {
        JpegLsDecoder decoder = new(bytes, format, frame);
        decoder.Decode();
    }

    private void Decode()
    {
        if (_bytes.Length < 2 || _bytes[0] != JpegLsMarker.Prefix || _bytes[1] != JpegLsMarker.StartOfImage)
            throw new DicomFormatException("The JPEG-LS image does not begin with the marker FF D8 (T.87 C.1).");
        _position = 2;
        byte marker = ReadMarker();
        while (marker != JpegLsMarker.EndOfImage)
        {
            switch (marker)
            {
                case JpegLsMarker.StartOfImage:
                    // The last entry of a SPIFF directory holds one.
                    break;
                case JpegLsMarker.StartOfFrame:
                    ReadFrameHeader(ReadSegment(marker));
                    break;
                case JpegLsMarker.Presets:
                    ReadPresets(ReadSegment(marker));
                    break;
                case JpegLsMarker.RestartInterval:
                    ReadRestartInterval(ReadSegment(marker));
                    break;
                case JpegLsMarker.StartOfScan:
                    marker = DecodeScan(ReadSegment(marker));
                    if (_decodedComponents == _format.SamplesPerPixel)
                        return;
                    continue;
                case JpegLsMarker.Application8:
                    CheckColorTransform(ReadSegment(marker));
                    break;
                case >= JpegLsMarker.FirstOther and <= JpegLsMarker.LastOther:
                    throw new DicomFormatException($"The image is not JPEG-LS: it has the frame header FF {marker:X2} of another JPEG (T.81 Table B.1).");
                default:
                    _ = ReadSegment(marker);
                    break;
            }

            marker = ReadMarker();
        }

        throw new DicomFormatException($"The JPEG-LS image ends after {_decodedComponents} of {_format.SamplesPerPixel} components.");
    }

    private byte ReadMarker()
    {
        if (_position >= _bytes.Length || _bytes[_position] != JpegLsMarker.Prefix)
            throw new DicomFormatException($"The JPEG-LS image has no marker at byte {_position}, where one was expected (T.87 C.1).");
        while (_position < _bytes.Length && _bytes[_position] == JpegLsMarker.Prefix)
            _position++;
        return _position < _bytes.Length ? _bytes[_position++] : throw new DicomFormatException("The JPEG-LS image ends within a marker.");
    }

    private ReadOnlySpan<byte> ReadSegment(byte marker)
    {
        int length = _bytes.Length - _position < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(_bytes[_position..]);
        if (length < 2 || length > _bytes.Length - _position)
            throw new DicomFormatException($"The segment of the JPEG-LS marker FF {marker:X2} at byte {_position} has a length of {length}; {_bytes.Length - _position} bytes are left.");
        ReadOnlySpan<byte> segment = _bytes.Slice(_position + 2, length - 2);
        _position += length;
        return segment;
    }

    // C.2.2.
    private void ReadFrameHeader(ReadOnlySpan<byte> segment)
    {
        if (_components is not null)
            throw new DicomFormatException("The JPEG-LS image has two frame headers.");
        if (segment.Length < 6 || segment.Length != 6 + (3 * segment[5]))
            throw new DicomFormatException($"The JPEG-LS frame header has {segment.Length} bytes, which do not fit its number of components (T.87 C.2.2).");
        _bits = segment[0];
        int rows = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        int columns = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (_bits is < 2 or > 16 || _bits > _format.BitsAllocated)
            throw new DicomFormatException($"The JPEG-LS image has {_bits} bits for each sample; Bits Allocated (0028,0100) is {_format.BitsAllocated}, and 2 to 16 are possible.");
        // C.2.5: a header without lines leaves them to a later segment; the data set says how many there must be.
        if ((rows != _format.Rows && rows != 0) || columns != _format.Columns || segment[5] != _format.SamplesPerPixel)
            throw new DicomFormatException($"The JPEG-LS image has {rows} rows, {columns} columns and {segment[5]} components; the data set says {_format.Rows}, {_format.Columns} and {_format.SamplesPerPixel}.");
        _components = new byte[segment[5]];
        for (int i = 0; i < _components.Length; i++)
        {
            _components[i] = segment[6 + (3 * i)];
            if (segment[7 + (3 * i)] != segment[7])
                throw new NotSupportedException("The JPEG-LS image has subsampled components, which are not supported.");
        }
    }

    // C.2.4.1.
    private void ReadPresets(ReadOnlySpan<byte> segment)
    {
        if (segment.IsEmpty)
            throw new DicomFormatException("A JPEG-LS preset segment is empty (T.87 C.2.4.1).");
        if (segment[0] is 2 or 3)
            throw new NotSupportedException("The JPEG-LS image has mapping tables (T.87 C.2.4.1.2), which are not supported.");
        // Identifier 4 gives sizes beyond 65535, which DICOM has not.
        if (segment[0] != 1)
            throw new DicomFormatException($"A JPEG-LS preset segment has the identifier {segment[0]}; 1 was expected (T.87 C.2.4.1).");
        if (segment.Length < 11)
            throw new DicomFormatException($"The JPEG-LS preset parameters have {segment.Length} bytes; 11 were expected (T.87 C.2.4.1.1).");
        _maxValue = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        _threshold1 = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        _threshold2 = BinaryPrimitives.ReadUInt16BigEndian(segment[5..]);
        _threshold3 = BinaryPrimitives.ReadUInt16BigEndian(segment[7..]);
        _reset = BinaryPrimitives.ReadUInt16BigEndian(segment[9..]);
    }

    // C.2.6: two, three or four bytes.
    private void ReadRestartInterval(ReadOnlySpan<byte> segment)
    {
        long interval = 0;
        foreach (byte value in segment)
            interval = (interval << 8) | value;
        if (segment.Length is < 2 or > 4 || interval > int.MaxValue)
            throw new DicomFormatException($"The JPEG-LS restart interval has {segment.Length} bytes; 2 to 4 were expected (T.87 C.2.6).");
        _restartInterval = (int)interval;
    }

    // HP's extension, which DICOM does not allow: pixels would come out in wrong colours.
    private static void CheckColorTransform(ReadOnlySpan<byte> segment)
    {
        if (segment.Length >= 5 && segment.StartsWith("mrfx"u8) && segment[4] != 0)
            throw new NotSupportedException($"The JPEG-LS image has the colour transform {segment[4]} of Hewlett-Packard, which is not supported.");
    }

    // C.2.3; gives the marker after the scan.
    private byte DecodeScan(ReadOnlySpan<byte> segment)
    {
        if (_components is null)
            throw new DicomFormatException("The JPEG-LS image has a scan before its frame header.");
        int count = segment.IsEmpty ? 0 : segment[0];
        if (count == 0 || segment.Length != 4 + (2 * count) || count > _components.Length - _decodedComponents)
            throw new DicomFormatException($"A JPEG-LS scan has {count} components in {segment.Length} bytes; {_components.Length - _decodedComponents} components are left (T.87 C.2.3).");
        for (int i = 0; i < count; i++)
        {
            if (segment[1 + (2 * i)] != _components[_decodedComponents + i])
                throw new DicomFormatException($"A JPEG-LS scan has component {segment[1 + (2 * i)]}; {_components[_decodedComponents + i]} was expected.");
            if (segment[2 + (2 * i)] != 0)
                throw new NotSupportedException("The JPEG-LS image has mapping tables (T.87 C.2.4.1.2), which are not supported.");
        }

        ReadOnlySpan<byte> last = segment[(1 + (2 * count))..];
        if (last[1] > 2 || (last[1] == 0 && count != 1))
            throw new DicomFormatException($"A JPEG-LS scan of {count} components has the interleave mode {last[1]} (T.87 C.2.3).");
        if (last[2] != 0)
            throw new NotSupportedException("The JPEG-LS image has a point transform, which is not supported.");
        JpegLsParameters parameters = JpegLsParameters.Preset((1 << _bits) - 1, last[0], _maxValue, _threshold1, _threshold2, _threshold3, _reset);
        return DecodeLines(parameters, count, isBySample: last[1] == 2 && count > 1);
    }

    private byte DecodeLines(JpegLsParameters parameters, int count, bool isBySample)
    {
        ScanDecoder scan = new(parameters, _bytes[_position..]);
        int columns = _format.Columns;
        ushort[][] previous = NewLines(count, columns);
        ushort[][] current = NewLines(count, columns);
        Span<int> runIndexes = stackalloc int[count];
        for (int row = 0; row < _format.Rows; row++)
        {
            if (_restartInterval > 0 && row > 0 && row % _restartInterval == 0)
            {
                Restart(ref scan, row / _restartInterval);
                runIndexes.Clear();
                foreach (ushort[] line in previous)
                    line.AsSpan().Clear();
            }

            for (int c = 0; c < count; c++)
            {
                // A.2.1: what lies outside is the first pixel above on the left, the last above on the right.
                current[c][0] = previous[c][1];
                previous[c][columns + 1] = previous[c][columns];
                if (isBySample)
                    continue;
                scan.RunIndex = runIndexes[c];
                scan.DecodeLine(previous[c], current[c], columns);
                runIndexes[c] = scan.RunIndex;
            }

            if (isBySample)
                scan.DecodeInterleavedLine(previous, current, columns);
            if (scan.IsOverrun)
                throw new DicomFormatException($"The JPEG-LS scan ends within line {row + 1} of {_format.Rows}.");
            for (int c = 0; c < count; c++)
                StoreLine(current[c].AsSpan(1, columns), _decodedComponents + c, row);
            (previous, current) = (current, previous);
        }

        _decodedComponents += count;
        byte marker = scan.Finish(out int length);
        _position += length;
        return marker == 0 ? JpegLsMarker.EndOfImage : marker;
    }

    private static void Restart(ref ScanDecoder scan, int interval)
    {
        byte marker = scan.Restart();
        byte expected = (byte)(JpegLsMarker.FirstRestart + ((interval - 1) % 8));
        if (marker != expected)
            throw new DicomFormatException($"The JPEG-LS scan has the marker {marker:X2} where the restart marker FF {expected:X2} was expected (T.87 C.2.6).");
    }

    private void StoreLine(ReadOnlySpan<ushort> samples, int component, int row)
    {
        if (_format.IsSigned && _bits < _format.BitsAllocated)
        {
            // Not in place: the next line is predicted from these samples as they were coded.
            _signed ??= new ushort[samples.Length];
            SampleLines.ExtendSigns(samples, _bits, _signed);
            samples = _signed;
        }

        bool isByPlane = _format.PlanarConfiguration == PlanarConfiguration.ColorByPlane;
        int stride = isByPlane ? 1 : _format.SamplesPerPixel;
        long first = isByPlane
            ? ((((long)component * _format.Rows) + row) * _format.Columns)
            : ((long)row * _format.Columns * stride) + component;
        SampleLines.Store(samples, _format.BytesPerSample, stride, _frame[(int)(first * _format.BytesPerSample)..]);
    }

    private static ushort[][] NewLines(int count, int columns)
    {
        ushort[][] lines = new ushort[count][];
        for (int i = 0; i < count; i++)
            lines[i] = new ushort[columns + 2];
        return lines;
    }
}
