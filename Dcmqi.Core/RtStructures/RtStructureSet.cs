using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.RtStructures;

namespace Dcmqi;

/// <summary>A DICOM RT Structure Set (PS3.3 A.19): regions of interest as contours, and how to get voxels from them.</summary>
/// <remarks>
/// <para>Immutable; safe to use from several threads. Points are read from the file's text when they are asked for.</para>
/// <para>A polygon is put into the coordinates of the grid without rounding, and encloses the voxels whose centres it encloses: even-odd, half-open. It lies in the slice whose plane is nearest.</para>
/// </remarks>
public sealed partial class RtStructureSet : CompositeInstance
{
    // PS3.5 7.1.2: with explicit VR a Decimal String has 16 bits for its length.
    private const int LongestExplicitValue = 65534;

    private RtStructureSet(OpenedFiles? files, DataSet dataSet, IEnumerable<string> warnings)
        : base(dataSet, files)
    {
        var told = new List<string>(warnings);
        string sopClass = dataSet.GetString(Tags.SOPClassUID) ?? "";
        if (sopClass != Uids.RTStructureSetStorage)
            throw new NotSupportedException($"{((Tag)Tags.SOPClassUID).Describe()} is {(sopClass.Length == 0 ? "missing" : Uids.NameOf(sopClass))}; {Uids.NameOf(Uids.RTStructureSetStorage)} can be opened here.");
        Rois = new RoiReading(dataSet, told).Read();
        if (Rois.Count == 0)
            told.Add($"{((Tag)Tags.StructureSetROISequence).Describe()} defines no region of interest.");
        Warnings = told;
    }

    /// <summary>Gets the Structure Set Label (3006,0002); empty if it is missing.</summary>
    public string Label => DataSet.GetString(Tags.StructureSetLabel) ?? "";

    /// <summary>Gets the Structure Set Name (3006,0004), or <see langword="null"/>.</summary>
    public string? Name => DataSet.GetString(Tags.StructureSetName);

    /// <summary>Gets the Structure Set Description (3006,0006), or <see langword="null"/>.</summary>
    public string? Description => DataSet.GetText(Tags.StructureSetDescription);

    /// <summary>Gets the regions of interest, in the order of Structure Set ROI Sequence (3006,0020).</summary>
    public IReadOnlyList<RtRoi> Rois { get; }

    /// <summary>Gets the frames of reference in which regions lie, each once.</summary>
    public IReadOnlyList<string> FrameOfReferenceUids => [.. Rois.Select(roi => roi.FrameOfReferenceUid).OfType<string>().Distinct()];

    /// <summary>Returns the region with a name, or <see langword="null"/> if there is none or several have it.</summary>
    /// <param name="name">The ROI Name (3006,0026), in capital or small letters.</param>
    public RtRoi? FindRoi(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        RtRoi[] named = [.. Rois.Where(roi => string.Equals(roi.Name, name, StringComparison.OrdinalIgnoreCase))];
        return named.Length == 1 ? named[0] : null;
    }

    /// <summary>Checks the object against PS3.3: attributes that must be there, values that are legal, numbers that refer to each other, contours whose points are as many as stated and lie in a plane.</summary>
    /// <returns>What differs, in order of the data set; empty if nothing does.</returns>
    public IReadOnlyList<ValidationFinding> Validate()
    {
        var findings = new FindingList();
        DataSetChecker.Check(DataSet, "rt-structure-set", findings);
        StructureSetRules.Check(DataSet, findings);
        CodeRules.Check(DataSet, findings);
        return findings.ToList();
    }

    /// <summary>Returns label, regions and contours, such as <c>RtStructureSet: PLAN1, 12 ROIs, 640 contours</c>.</summary>
    public override string ToString()
    {
        int contours = Rois.Sum(roi => roi.Contours.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"RtStructureSet: {Label}, {Rois.Count} ROI{(Rois.Count == 1 ? "" : "s")}, {contours} contour{(contours == 1 ? "" : "s")}");
    }
}
