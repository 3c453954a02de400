namespace Dcmqi;

/// <summary>The description of the frames of a data set: attributes of the Image Pixel Module (PS3.3 C.7.6.3).</summary>
public sealed record FrameDescription
{
    /// <summary>Gets the Transfer Syntax UID (0002,0010).</summary>
    public required string TransferSyntaxUid { get; init; }

    /// <summary>Gets the Rows (0028,0010), 1 to 65535.</summary>
    public required int Rows { get; init; }

    /// <summary>Gets the Columns (0028,0011), 1 to 65535.</summary>
    public required int Columns { get; init; }

    /// <summary>Gets the Bits Allocated (0028,0100): 1, 8, 16, 32 or 64.</summary>
    public required int BitsAllocated { get; init; }

    /// <summary>Gets the Bits Stored (0028,0101), 1 to <see cref="BitsAllocated"/>.</summary>
    public required int BitsStored { get; init; }

    /// <summary>Gets the Samples per Pixel (0028,0002), 1 to 4.</summary>
    public int SamplesPerPixel { get; init; } = 1;

    /// <summary>Gets whether samples are signed: Pixel Representation (0028,0103).</summary>
    public bool IsSigned { get; init; }

    /// <summary>Gets the Planar Configuration (0028,0006): how the decoded samples shall follow each other.</summary>
    public PlanarConfiguration PlanarConfiguration { get; init; }

    /// <summary>Gets the Photometric Interpretation (0028,0004), such as <c>MONOCHROME2</c>; empty if it is missing.</summary>
    public string PhotometricInterpretation { get; init; } = "";

    /// <summary>Returns size and bits, such as <c>512 x 512, 8 of 8 bits, MONOCHROME2</c>: columns, rows, bits stored, bits allocated.</summary>
    public override string ToString() => $"{Columns} x {Rows}, {BitsStored} of {BitsAllocated} bits{(PhotometricInterpretation.Length == 0 ? "" : ", " + PhotometricInterpretation)}";
}
