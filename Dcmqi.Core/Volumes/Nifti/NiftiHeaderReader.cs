using System.Buffers.Binary;
using System.Text;

namespace Dcmqi.Volumes.Nifti;

/// <summary>Reads the binary headers of NIfTI-1 (nifti1.h), NIfTI-2 (nifti2.h) and Analyze 7.5 (dbh.h).</summary>
internal static class NiftiHeaderReader
{
    public const int Length1 = 348;

    public const int Length2 = 540;

    /// <summary>The kind of header that starts here; <see langword="null"/> where it is none.</summary>
    public static NiftiKind? KindOf(ReadOnlySpan<byte> start)
    {
        if (start.Length < 4)
            return null;
        int little = BinaryPrimitives.ReadInt32LittleEndian(start), big = BinaryPrimitives.ReadInt32BigEndian(start);
        if (little == Length2 || big == Length2)
            return NiftiKind.Nifti2;
        if (little != Length1 && big != Length1)
            return null;
        return start.Length >= Length1 && IsMagic1(start[344..348]) ? NiftiKind.Nifti1 : NiftiKind.Analyze;
    }

    public static NiftiHeader Read(VolumeInput input)
    {
        // The longer header is asked for in both cases: a file that ends before is one that holds no voxels, or a lone header.
        ReadOnlySpan<byte> bytes = input.Peek(Length2);
        if (KindOf(bytes) is not { } kind)
        {
            int found = bytes.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;
            throw new VolumeFormatException(
                $"{(input.IsInflated ? "The file is compressed with gzip, but what it holds is no NIfTI or Analyze header: " : "")}'sizeof_hdr' is {found}; 348 (NIfTI-1, Analyze) or 540 (NIfTI-2) was expected in either byte order.",
                input.FileName, "sizeof_hdr");
        }

        int length = kind == NiftiKind.Nifti2 ? Length2 : Length1;
        if (bytes.Length < length)
            throw new VolumeFormatException($"The header ends after {bytes.Length} of {length} bytes.", input.FileName, "sizeof_hdr");
        bool bigEndian = BinaryPrimitives.ReadInt32BigEndian(bytes) == length;
        bytes = bytes[..length];
        NiftiHeader header = kind == NiftiKind.Nifti2 ? Read2(input, bytes, bigEndian) : Read1(input, bytes, bigEndian, kind);
        if (header.Dim[0] is < 1 or > 7)
            throw header.Fault($"'dim[0]' is {header.Dim[0]}; the number of axes goes from 1 to 7.", "dim");
        return header;
    }

    private static bool IsMagic1(ReadOnlySpan<byte> magic) =>
        magic.SequenceEqual("n+1\0"u8) || magic.SequenceEqual("ni1\0"u8);

    private static NiftiHeader Read1(VolumeInput input, ReadOnlySpan<byte> bytes, bool bigEndian, NiftiKind kind)
    {
        var header = new NiftiHeader
        {
            Kind = kind,
            FileName = input.FileName,
            BigEndian = bigEndian,
            IsSingleFile = bytes[344..348].SequenceEqual("n+1\0"u8),
        };
        var fields = new NiftiFields(bytes, bigEndian);
        for (int i = 0; i < 8; i++)
        {
            header.Dim[i] = fields.Int16(40 + (2 * i));
            header.PixDim[i] = fields.Single(76 + (4 * i));
        }

        header.DataType = fields.Int16(70);
        header.VoxOffset = fields.Single(108);
        header.Description = Text(bytes.Slice(148, 80));
        header.AuxFile = Text(bytes.Slice(228, 24));
        if (kind == NiftiKind.Analyze)
        {
            header.Orient = bytes[252];
            for (int i = 0; i < 3; i++)
                header.SpmOrigin[i] = fields.Int16(253 + (2 * i));
            return header;
        }

        for (int i = 0; i < 3; i++)
            header.IntentParameters[i] = fields.Single(56 + (4 * i));
        header.IntentCode = fields.Int16(68);
        header.Slope = fields.Single(112);
        header.Intercept = fields.Single(116);
        header.Units = bytes[123];
        header.QFormCode = fields.Int16(252);
        header.SFormCode = fields.Int16(254);
        for (int i = 0; i < 6; i++)
            header.Quaternion[i] = fields.Single(256 + (4 * i));
        for (int i = 0; i < 12; i++)
            header.Rows[i] = fields.Single(280 + (4 * i));
        header.IntentName = Text(bytes.Slice(328, 16));
        return header;
    }

    private static NiftiHeader Read2(VolumeInput input, ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        // nifti2.h: the four bytes behind the magic show files damaged by text-mode transfers.
        ReadOnlySpan<byte> magic = bytes[4..8];
        if (!magic.SequenceEqual("n+2\0"u8) && !magic.SequenceEqual("ni2\0"u8))
            throw new VolumeFormatException($"'magic' is '{Text(magic)}'; a NIfTI-2 file has 'n+2' or 'ni2'.", input.FileName, "magic");
        if (!bytes[8..12].SequenceEqual("\r\n\x1A\n"u8))
            throw new VolumeFormatException("'magic' is damaged, as by a transfer that changed line ends.", input.FileName, "magic");
        var header = new NiftiHeader
        {
            Kind = NiftiKind.Nifti2,
            FileName = input.FileName,
            BigEndian = bigEndian,
            IsSingleFile = magic[1] == (byte)'+',
        };
        var fields = new NiftiFields(bytes, bigEndian);
        header.DataType = fields.Int16(12);
        for (int i = 0; i < 8; i++)
        {
            header.Dim[i] = fields.Int64(16 + (8 * i));
            header.PixDim[i] = fields.Double(104 + (8 * i));
        }

        for (int i = 0; i < 3; i++)
            header.IntentParameters[i] = fields.Double(80 + (8 * i));
        header.VoxOffset = fields.Int64(168);
        header.Slope = fields.Double(176);
        header.Intercept = fields.Double(184);
        header.Description = Text(bytes.Slice(240, 80));
        header.AuxFile = Text(bytes.Slice(320, 24));
        header.QFormCode = fields.Int32(344);
        header.SFormCode = fields.Int32(348);
        for (int i = 0; i < 6; i++)
            header.Quaternion[i] = fields.Double(352 + (8 * i));
        for (int i = 0; i < 12; i++)
            header.Rows[i] = fields.Double(400 + (8 * i));
        header.Units = fields.Int32(500);
        header.IntentCode = fields.Int32(504);
        header.IntentName = Text(bytes.Slice(508, 16));
        return header;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]).Trim();
    }
}
