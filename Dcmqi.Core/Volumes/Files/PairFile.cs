using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Writes the two files of a volume, voxels and header, so that no header ever stands beside voxels that are not its own.</summary>
internal static class PairFile
{
    /// <summary>Writes both files, or none.</summary>
    /// <param name="dataPath">The file for the voxels.</param>
    /// <param name="writeData">Writes them; called first.</param>
    /// <param name="headerPath">The file for the header.</param>
    /// <param name="writeHeader">Writes it.</param>
    /// <param name="options">Whether they are brought to the disk.</param>
    public static void Write(string dataPath, Action<Stream> writeData, string headerPath, Action<Stream> writeHeader, VolumeWriteOptions options) =>
        WholeFile.WriteAll([dataPath, headerPath], (index, stream) => (index == 0 ? writeData : writeHeader)(stream), options.Durable);
}
