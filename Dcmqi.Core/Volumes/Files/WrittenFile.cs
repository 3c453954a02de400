namespace Dcmqi.Volumes;

/// <summary>One of the files of a volume. Where there are two, that of the voxels stands first and that of the header, which describes it, last.</summary>
/// <param name="Path">Where it shall stand.</param>
/// <param name="Write">Writes its content; called after those of the files before it.</param>
internal readonly record struct WrittenFile(string Path, Action<Stream> Write);
