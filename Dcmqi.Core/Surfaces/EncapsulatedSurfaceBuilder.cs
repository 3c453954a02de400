using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi;

/// <summary>Puts surfaces as a file into a DICOM object: Encapsulated STL or Encapsulated OBJ (PS3.3 A.85.1, A.85.2).</summary>
/// <remarks>
/// <para>STL joins all surfaces into one; OBJ keeps them apart, with their names. Coordinates are LPS, mm.</para>
/// <para>A builder is for one thread. What <see cref="Build"/> returns may be used from several.</para>
/// </remarks>
public sealed class EncapsulatedSurfaceBuilder
{
    private const int LongStringLength = 64; // PS3.5 6.2: LO.

    private readonly SourceImages _source;
    private readonly SurfaceFormat _format;
    private readonly List<SurfaceMesh> _meshes = [];

    /// <summary>Creates an encapsulated surface.</summary>
    /// <param name="source">The images that the surfaces were made from; <see cref="SourceImages.None"/> with the <see cref="CompositeInstance.Context"/> of a segmentation if they are not at hand.</param>
    /// <param name="format"><see cref="SurfaceFormat.Stl"/> or <see cref="SurfaceFormat.Obj"/>.</param>
    /// <exception cref="ArgumentException">DICOM has no object for the format.</exception>
    public EncapsulatedSurfaceBuilder(SourceImages source, SurfaceFormat format)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (format is not (SurfaceFormat.Stl or SurfaceFormat.Obj))
            throw new ArgumentException($"DICOM has objects for STL and OBJ; there is none for {format}.", nameof(format));
        (_source, _format) = (source, format);
    }

    /// <summary>Gets the Document Title (0042,0010). Default: the names of the surfaces.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the Series Description (0008,103E). Default: <c>Surfaces</c>.</summary>
    public string SeriesDescription { get; init; } = "Surfaces";

    /// <summary>Gets who made the object, with what and when, and under which identifiers. Default: as <see cref="Dcmqi.Authorship"/> says.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Adds a surface.</summary>
    /// <param name="mesh">The surface, in the frame of reference of the images.</param>
    /// <returns>This builder.</returns>
    public EncapsulatedSurfaceBuilder AddMesh(SurfaceMesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        _meshes.Add(mesh);
        return this;
    }

    /// <summary>Checks everything and makes the object.</summary>
    /// <returns>An object as <c>EncapsulatedSurface.Open</c> gives it.</returns>
    /// <exception cref="ConversionException">There is no surface, a text is too long, the images have no patient coordinates, or what they say cannot be written; every fault is listed.</exception>
    /// <exception cref="NotSupportedException">The file would be larger than 2 GB.</exception>
    public EncapsulatedSurface Build()
    {
        var faults = new List<string>();
        Authorship.Check(faults);
        if (_meshes.All(mesh => mesh.TriangleCount == 0))
            faults.Add(_meshes.Count == 0 ? "Nothing was added. Call AddMesh before Build." : "No surface has a triangle.");
        if (!_source.HasPatientCoordinates)
            faults.Add("The images have no patient coordinates, in which surfaces lie.");
        if (ValueRules.Check(VR.LO, SeriesDescription) is { } fault)
            faults.Add($"EncapsulatedSurfaceBuilder.SeriesDescription is {QuotedValue.Of(SeriesDescription)}; {fault.Expected} was expected.");
        ConversionException.ThrowIfAny(faults);
        var warnings = new List<string>(_source.Warnings);
        var dataSet = new DataSet();
        new DerivedImage(_source, Authorship, warnings).SetModules(dataSet, "M3D", new SeriesDescription(Authorship.SeriesNumberOr("300"), SeriesDescription, null, null, null, null));
        DerivedImage.SetWithoutPixels(dataSet, Authorship.Uids);
        dataSet.Set(Tags.SOPClassUID, _format == SurfaceFormat.Stl ? Uids.EncapsulatedSTLStorage : Uids.EncapsulatedOBJStorage);
        InstanceReferences.Set(dataSet, _source.Images);
        SetDocument(dataSet);
        SetModel(dataSet);
        return EncapsulatedSurface.OfBuilt(dataSet, warnings);
    }

    /// <summary>Returns the number of surfaces and the images they belong to.</summary>
    public override string ToString() => $"EncapsulatedSurfaceBuilder: {Counted.Of(_meshes.Count, "surface")} on {_source}";

    // PS3.3 C.24.2, Encapsulated Document.
    private void SetDocument(DataSet dataSet)
    {
        byte[] document = Document();
        dataSet.Set(Tags.InstanceNumber, Authorship.InstanceNumberOr("1"));
        dataSet.SetEmpty(Tags.AcquisitionDateTime);
        dataSet.Set(Tags.BurnedInAnnotation, "NO");
        if (_source.Images.Count > 0)
            dataSet.SetItems(Tags.SourceInstanceSequence, [.. _source.Images.Select(SourceInstance)]);
        string title = Title ?? string.Join(", ", _meshes.Select(mesh => mesh.Name).OfType<string>());
        string legal = string.Concat(title.Select(character => character == '\\' ? '/' : char.IsControl(character) ? ' ' : character)).Trim();
        dataSet.Set(Tags.DocumentTitle, legal.Length <= LongStringLength ? legal : legal[..(LongStringLength - 3)] + "...");

        // CID 7061.
        CodedConcept? kind = _source.Header.GetString(Tags.Modality) switch
        {
            "CT" => new CodedConcept("85040-4", "LN", "CT 3D CAM model"),
            "MR" => new CodedConcept("85041-2", "LN", "MR 3D CAM model"),
            _ => null,
        };
        dataSet.SetItems(Tags.ConceptNameCodeSequence, kind is null ? [] : [CodeItem.Of(kind)]);
        dataSet.Set(Tags.MIMETypeOfEncapsulatedDocument, _format == SurfaceFormat.Stl ? "model/stl" : "model/obj");
        dataSet.SetBytes(Tags.EncapsulatedDocument, VR.OB, document);
        dataSet.Set(Tags.EncapsulatedDocumentLength, document.Length);
    }

    private byte[] Document()
    {
        var stream = new MemoryStream();
        try
        {
            SurfaceFile.Write(stream, _format, _meshes);
        }
        catch (IOException)
        {
            throw new NotSupportedException($"The file is larger than {Array.MaxLength} bytes. Put fewer surfaces into one object.");
        }

        return stream.ToArray();
    }

    private static DataSet SourceInstance(SourceImage image)
    {
        var instance = new DataSet();
        instance.Set(Tags.ReferencedSOPClassUID, image.SopClassUid);
        instance.Set(Tags.ReferencedSOPInstanceUID, image.SopInstanceUid);
        instance.SetItems(Tags.PurposeOfReferenceCodeSequence, CodeItem.Of(new CodedConcept("121324", "DCM", "Source image")));
        return instance;
    }

    // PS3.3 C.35.1, Manufacturing 3D Model.
    private static void SetModel(DataSet dataSet)
    {
        dataSet.SetItems(Tags.MeasurementUnitsCodeSequence, CodeItem.Of(new CodedConcept("mm", "UCUM", "mm")));
        dataSet.Set(Tags.ModelModification, "NO");
        dataSet.Set(Tags.ModelMirroring, "NO");
    }
}
