namespace Dcmqi.Cli;

/// <summary>Segmentations of 3D Slicer: label maps that say themselves what their labels mean.</summary>
internal static class SegNrrdFile
{
    public static bool IsNamedSo(string path) => path.EndsWith(".seg.nrrd", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".seg.nhdr", StringComparison.OrdinalIgnoreCase);
}
