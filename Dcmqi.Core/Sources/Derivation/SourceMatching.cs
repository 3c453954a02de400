namespace Dcmqi;

/// <summary>How strictly the slices of a volume must match source images by position.</summary>
public enum SourceMatching
{
    /// <summary>At least one slice must lie in the plane of a source image; otherwise the conversion is refused and the message says by how far the geometries differ.</summary>
    Require,

    /// <summary>Slices that lie in the plane of a source image refer to it; where none does, the object is written without per-frame references and a warning says so.</summary>
    Prefer,

    /// <summary>All source images are referred to by all frames; positions are not compared.</summary>
    Ignore,
}
