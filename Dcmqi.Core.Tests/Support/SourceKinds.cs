namespace Dcmqi.Tests.Support;

/// <summary>Phantoms of every kind of source, each with the grid that labels for it have.</summary>
internal static class SourceKinds
{
    /// <summary>A kind of source.</summary>
    /// <param name="Name">Its name in tests.</param>
    /// <param name="Grid">The grid of labels; without patient coordinates that of columns, rows and frames.</param>
    /// <param name="Times">Points in time.</param>
    /// <param name="Files">Its files.</param>
    public sealed record Kind(string Name, VolumeGeometry Grid, int Times, Func<byte[][]> Files)
    {
        public SourceImages Load() => SourceImages.Load(Files().Select(file => new MemoryStream(file)));

        /// <summary>Labels 1 to 3 without any symmetry, at every time others.</summary>
        public Volume<ushort> Labels()
        {
            ushort[] voxels = [.. Enumerable.Range(0, Times).SelectMany(time => Support.Labels.Random(Grid, 3, 40 + time).Voxels.ToArray())];

            // Frames are left out where nothing is; at both ends there is something.
            int volume = (int)Grid.Size.VoxelCount;
            for (int time = 0; time < Times; time++)
                (voxels[time * volume], voxels[((time + 1) * volume) - 1]) = (1, 3);
            return new Volume<ushort>(Grid, voxels, Times == 1 ? VolumeComponentAxis.None : VolumeComponentAxis.Time, Times) { Name = "labels.nrrd" };
        }

        public override string ToString() => Name;
    }

    /// <summary>Grids in the patient: oblique with unequal spacings, axes in other orders and directions, one slice.</summary>
    public static IEnumerable<(string Name, VolumeGeometry Grid)> Grids()
    {
        VolumeGeometry oblique = Support.Grids.Oblique(7, 5, 4);
        yield return ("oblique", oblique);
        yield return ("axial", Support.Grids.Axial(7, 5, 4));
        yield return ("sagittal", Support.Grids.Shuffled(oblique, [1, 2, 0], 0));
        yield return ("flipped", Support.Grids.Shuffled(oblique, [0, 1, 2], 3));
        yield return ("coronal, flipped", Support.Grids.Shuffled(oblique, [0, 2, 1], 4));
        yield return ("one slice", Support.Grids.Oblique(7, 5, 1));
    }

    public static IEnumerable<Kind> All()
    {
        foreach ((string name, VolumeGeometry given) in Grids())
        {
            // Slices run along the normal of rows and columns, as the patient's images have it.
            VolumeGeometry grid = RightHanded(given);
            foreach (string modality in (string[])["CT", "MR", "PT"])
                yield return new Kind($"{modality} series, {name}", grid, 1, () => [.. Enumerable.Range(0, grid.Size.Z).Select(new PhantomSeries(grid) { Modality = modality }.File)]);
            PhantomFrame[] frames = [.. PhantomFrame.Of(grid).Reverse()];
            foreach ((string modality, bool isLegacy, bool isPerFrame) in ((string, bool, bool)[])
                [("CT", false, false), ("CT", true, true), ("MR", false, true), ("MR", true, false), ("PT", false, false), ("PT", true, true), ("US", false, false)])
            {
                yield return new Kind(
                    $"{(isLegacy ? "legacy converted" : "enhanced")} {modality}, {name}", grid, 1, () => [new PhantomMultiFrame(frames) { Modality = modality, IsLegacyConverted = isLegacy, IsPerFrame = isPerFrame }.File()]);
            }
        }

        VolumeGeometry moving = Support.Grids.Oblique(7, 5, 3);
        PhantomFrame[] times = [.. from time in Enumerable.Range(1, 3) from slice in Enumerable.Range(0, 3) select new PhantomFrame(moving, slice) { Time = time, StackId = "1" }];
        yield return new Kind("enhanced MR at three times", moving, 3, () => [new PhantomMultiFrame(times).File()]);
        yield return new Kind("enhanced MR, an instance for each time", moving, 3, () =>
            [.. Enumerable.Range(0, 3).Select(time => new PhantomMultiFrame([.. times.Where(frame => frame.Time == time + 1)]) { Instance = time }.File())]);
        foreach (string kind in PhantomProjection.Kinds)
        {
            int count = kind is "USMF" or "XA" or "SCMF" or "OPT" ? 4 : 1;
            var pixels = new VolumeGeometry(new VolumeSize(7, 5, count), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
            yield return new Kind($"{kind} of {count}", pixels, 1, () => [new PhantomProjection(kind, 7, 5) { Frames = count }.File()]);
        }
    }

    private static VolumeGeometry RightHanded(VolumeGeometry grid)
    {
        Vector3d normal = grid.DirectionX.Cross(grid.DirectionY);
        return normal.Dot(grid.DirectionZ) > 0
            ? grid
            : new VolumeGeometry(grid.Size, grid.IndexToPatient(0, 0, grid.Size.Z - 1), grid.SpacingMm, grid.DirectionX, grid.DirectionY, normal);
    }
}
