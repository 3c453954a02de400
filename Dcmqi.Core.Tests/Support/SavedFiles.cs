namespace Dcmqi.Tests.Support;

/// <summary>Volumes that were written slice by slice, held against the same volume written whole.</summary>
internal static class SavedFiles
{
    /// <summary>Compares files, of a format of two both, byte for byte, and what was said of them.</summary>
    /// <param name="folder">Holds <c>sliced</c> and the extension, which was saved.</param>
    /// <param name="extension">The extension.</param>
    /// <param name="saved">What was said.</param>
    /// <param name="whole">The volume.</param>
    /// <param name="writing">How it was written.</param>
    public static void AssertSame(TemporaryFolder folder, string extension, SavedVolume saved, Volume whole, VolumeWriteOptions? writing)
    {
        Directory.CreateDirectory(folder["whole"]);
        VolumeFile.Write(folder[$"whole/sliced{extension}"], whole, writing);
        foreach (string file in Directory.GetFiles(folder["whole"]))
            Assert.That(File.ReadAllBytes(folder[Path.GetFileName(file)]).AsSpan().SequenceEqual(File.ReadAllBytes(file)), Is.True, Path.GetFileName(file));
        Directory.Delete(folder["whole"], recursive: true);
        Assert.That((saved.Geometry, saved.VoxelType, saved.Components), Is.EqualTo((whole.Geometry, whole.VoxelType, whole.Components)));
        Assert.That(saved.Warnings, Is.EqualTo(whole.Warnings));
    }
}
