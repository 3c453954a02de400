using System.Text.Json;
using Dcmqi.Web.Json;

namespace Dcmqi;

/// <summary>What a search found: the attributes that the archive gives of a study, series or instance.</summary>
public abstract record DicomWebMatch
{
    private protected DicomWebMatch()
    {
    }

    /// <summary>Gets all attributes in the DICOM JSON Model (PS3.18 annex F): tags of eight hexadecimal digits, each with vr and Value.</summary>
    public required JsonElement Attributes { get; init; }

    /// <summary>Returns the first value of an attribute as text; <see langword="null"/> if the archive gives none.</summary>
    /// <param name="tag">The tag, such as <c>0x00180015</c> for Body Part Examined (0018,0015).</param>
    public string? GetText(uint tag) => DicomJson.Text(Attributes, tag);

    /// <summary>Returns all values of an attribute as text, an empty one for each that has none.</summary>
    /// <param name="tag">The tag, such as <c>0x00080061</c> for Modalities in Study (0008,0061).</param>
    public IReadOnlyList<string> GetTexts(uint tag) => DicomJson.Texts(Attributes, tag);

    /// <summary>Returns the first value of an attribute as a whole number; <see langword="null"/> if the archive gives none.</summary>
    /// <param name="tag">The tag, such as <c>0x00280010</c> for Rows (0028,0010).</param>
    public int? GetInt32(uint tag) => DicomJson.Number(Attributes, tag);
}
