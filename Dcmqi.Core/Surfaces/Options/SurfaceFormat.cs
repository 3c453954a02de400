namespace Dcmqi;

/// <summary>Formats of surface files.</summary>
public enum SurfaceFormat
{
    /// <summary>STL: triangles alone. Written in its binary form.</summary>
    Stl,

    /// <summary>Wavefront OBJ: several surfaces with names; colours are in a second file, .mtl.</summary>
    Obj,

    /// <summary>PLY: vertices with colours and one number each. Written in its binary form, little endian.</summary>
    Ply,

    /// <summary>glTF 2.0 in one binary file: several surfaces with names and colours. Written alone.</summary>
    Glb,
}
