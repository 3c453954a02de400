namespace Dcmqi.Volumes;

/// <summary>How the values lie in a data file.</summary>
internal enum VoxelEncoding
{
    Raw,
    GZip,
    Zlib,
    Text,
    Hex,
}
