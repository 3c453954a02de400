namespace Dcmqi.Segmentations;

/// <summary>Label maps of one lattice that begin or end at different slices, brought to the slices that all of them span.</summary>
internal static class CommonSlices
{
    // Label maps further apart than this are no crops of one series.
    private const long MostSlices = 1 << 16;

    /// <summary>The layers, each on the same slices; as they were where they lie on grids that are not parts of one.</summary>
    public static IReadOnlyList<DescribedLayer> Of(IReadOnlyList<DescribedLayer> layers)
    {
        VolumeGeometry reference = layers[0].Layer.Geometry;
        long first = 0, end = 0;
        var starts = new long[layers.Count];
        for (int index = 0; index < layers.Count; index++)
        {
            if (StartOf(layers[index].Layer.Geometry, reference) is not { } start)
                return layers;
            starts[index] = start;
            first = Math.Min(first, start);
            end = Math.Max(end, start + layers[index].Layer.Geometry.Size.Z);
        }

        if (end - first > MostSlices)
            return layers;
        VolumeGeometry all = Along(reference, first, (int)(end - first));
        return [.. layers.Select((layer, index) => layer.Layer.Geometry.Size.Z == all.Size.Z ? layer : layer with { Layer = On(all, layer.Layer, (int)(starts[index] - first)) })];
    }

    // The slice of the reference that the first slice of a grid is, which may be one before or behind all it has.
    private static long? StartOf(VolumeGeometry geometry, VolumeGeometry reference)
    {
        double slices = reference.PatientToIndex(geometry.OriginMm).Z;
        if ((geometry.Size.X, geometry.Size.Y) != (reference.Size.X, reference.Size.Y) || !(Math.Abs(slices) < MostSlices))
            return null;
        long start = (long)Math.Round(slices);
        return geometry.IsCloseTo(Along(reference, start, geometry.Size.Z), 0.01 * reference.SpacingMm.Z) ? start : null;
    }

    private static VolumeGeometry Along(VolumeGeometry reference, long first, int slices) => new(
        reference.Size with { Z = slices }, reference.IndexToPatient(0, 0, first), reference.SpacingMm, reference.DirectionX, reference.DirectionY, reference.DirectionZ);

    private static LabelLayer On(VolumeGeometry all, LabelLayer layer, int start)
    {
        return new LabelLayer(layer.Name, all, Padded(layer.Slices, LabelSlice.Empty), layer.Fault)
        {
            HoldsOneSegment = layer.HoldsOneSegment,
            Fractions = layer.Fractions is null ? null : Padded(layer.Fractions, null),
        };

        T[] Padded<T>(T[] slices, T empty)
        {
            var padded = new T[all.Size.Z * layer.TimePoints];
            Array.Fill(padded, empty);
            for (int time = 0, size = layer.Geometry.Size.Z; time < layer.TimePoints; time++)
                Array.Copy(slices, time * size, padded, (time * all.Size.Z) + start, size);
            return padded;
        }
    }
}
