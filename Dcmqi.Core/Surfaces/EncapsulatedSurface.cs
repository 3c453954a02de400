using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

/// <summary>A surface file in a DICOM object: Encapsulated STL or Encapsulated OBJ (PS3.3 A.85.1, A.85.2).</summary>
/// <remarks>Immutable; safe to use from several threads. The file is read when it is asked for.</remarks>
public sealed partial class EncapsulatedSurface : CompositeInstance
{
    private EncapsulatedSurface(OpenedFiles? files, DataSet dataSet, IEnumerable<string> warnings)
        : base(dataSet, files)
    {
        SopClass.Require(dataSet, files?.Paths.FirstOrDefault(), Uids.EncapsulatedSTLStorage, Uids.EncapsulatedOBJStorage);
        Warnings = [.. warnings];
    }

    /// <summary>Gets the format of the file: <see cref="SurfaceFormat.Stl"/> or <see cref="SurfaceFormat.Obj"/>.</summary>
    public SurfaceFormat Format => SopClassUid == Uids.EncapsulatedSTLStorage ? SurfaceFormat.Stl : SurfaceFormat.Obj;

    /// <summary>Gets the Document Title (0042,0010), or <see langword="null"/>.</summary>
    public string? Title => DataSet.GetText(Tags.DocumentTitle);

    /// <summary>Returns the file as it was put in.</summary>
    /// <exception cref="DicomFormatException">It is missing, or shorter than Encapsulated Document Length (0042,0015) says.</exception>
    public ReadOnlyMemory<byte> ReadDocument()
    {
        Tag tag = Tags.EncapsulatedDocument, lengthTag = Tags.EncapsulatedDocumentLength;
        if (DataSet.Find(tag) is not { IsEmpty: false } element)
            throw new DicomFormatException($"{tag.Describe()} is missing.", tag.ToString());
        ReadOnlyMemory<byte> bytes = element.Value;

        // PS3.3 C.24.2: the length without the byte that makes it even.
        if (DataSet.GetInt64(lengthTag) is not { } length)
            return bytes;
        return length <= bytes.Length
            ? bytes[..(int)length]
            : throw new DicomFormatException(FormattableString.Invariant($"{lengthTag.Describe()} is {length}; {tag.Describe()} has {bytes.Length} bytes."), tag.ToString());
    }

    /// <summary>Reads the surfaces of the file, in mm.</summary>
    /// <returns>The surfaces: several from OBJ where it has several objects or groups, else one.</returns>
    /// <exception cref="DicomFormatException">The file is missing or cut.</exception>
    /// <exception cref="SurfaceFormatException">The file is damaged.</exception>
    /// <exception cref="NotSupportedException">Its unit of length is not known.</exception>
    public IReadOnlyList<SurfaceMesh> ToMeshes()
    {
        IReadOnlyList<SurfaceMesh> meshes = SurfaceFile.Read(ReadDocument(), null);

        // PS3.3 C.35.1, CID 7063.
        string unit = DataSet.GetItem(Tags.MeasurementUnitsCodeSequence)?.GetString(Tags.CodeValue) ?? "mm";
        double scale = unit switch
        {
            "mm" => 1,
            "cm" => 10,
            "m" => 1000,
            "um" => 0.001,
            _ => throw new NotSupportedException($"{((Tag)Tags.MeasurementUnitsCodeSequence).Describe()} is '{unit}'; um, mm, cm and m are known."),
        };
        return scale == 1 ? meshes : [.. meshes.Select(mesh => mesh.Scaled(scale))];
    }

    /// <summary>Checks the object against PS3.3: attributes that must be there, values that are legal, codes.</summary>
    /// <returns>What differs, in order of the data set; empty if nothing does.</returns>
    public IReadOnlyList<ValidationFinding> Validate()
    {
        var findings = new FindingList();
        DataSetChecker.Check(DataSet, Format == SurfaceFormat.Stl ? "encapsulated-stl" : "encapsulated-obj", findings);
        CodeRules.Check(DataSet, findings);
        return findings.ToList();
    }

    /// <summary>Returns format and title.</summary>
    public override string ToString() => $"EncapsulatedSurface: {(Format == SurfaceFormat.Stl ? "STL" : "OBJ")}{(Title is null ? "" : $", {Title}")}";
}
