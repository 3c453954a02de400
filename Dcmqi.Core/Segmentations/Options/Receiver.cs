namespace Dcmqi;

/// <summary>A program that segmentations are sent to, and that was seen to show some of them right and some not. What was seen is in <c>docs/viewers.md</c>.</summary>
public enum Receiver
{
    /// <summary>One that is not known: what most take.</summary>
    Any,

    /// <summary>OHIF, a viewer in the browser.</summary>
    Ohif,

    /// <summary>3D Slicer with its extension Quantitative Reporting, which reads by dcmqi.</summary>
    Slicer,

    /// <summary>Orthanc, an archive, with its DICOMweb plug-in.</summary>
    Orthanc,

    /// <summary>highdicom, a Python library, which reads pixels by pydicom.</summary>
    Highdicom,

    /// <summary>fo-dicom, a .NET library.</summary>
    FoDicom,
}
