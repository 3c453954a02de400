namespace Dcmqi;

/// <summary>A header extension of a NIfTI file: kept on reading and written back to NIfTI files.</summary>
public sealed class NiftiExtension
{
    /// <summary>Creates an extension.</summary>
    /// <param name="code">The registered code of its kind, such as 4 for AFNI or 6 for a comment.</param>
    /// <param name="data">Its content, without the eight bytes of size and code; copied.</param>
    public NiftiExtension(int code, ReadOnlyMemory<byte> data)
    {
        Code = code;
        Data = data.ToArray();
    }

    /// <summary>Gets the registered code of its kind, such as 2 for DICOM, 4 for AFNI or 6 for a comment.</summary>
    public int Code { get; }

    /// <summary>Gets its content; padded with zeros to a multiple of 16 bytes (less 8) in a file.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Returns code and length, such as <c>NiftiExtension: code 6, 24 bytes</c>.</summary>
    public override string ToString() => $"NiftiExtension: code {Code}, {Data.Length} bytes";
}
