using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>One run of <c>segimage2surface</c>.</summary>
internal sealed class SegImageToSurface(CommandConsole console)
{
    // What is taken from the segmentation says which equipment made that; the surfaces are made here.
    private readonly Authorship _here = console.Authorship with { Equipment = Equipment.Library };

    public required string[] InputFiles { get; init; }

    public required string OutputFolder { get; init; }

    /// <summary>stl, obj, ply, glb, dicom, dicom-stl or dicom-obj.</summary>
    public required string Type { get; init; }

    public required string Prefix { get; init; }

    /// <summary>Numbers or labels; none for all.</summary>
    public required string[] Segments { get; init; }

    public bool IsOneFile { get; init; }

    public SurfaceSmoothing? Smoothing { get; init; }

    public void Run(CancellationToken cancellationToken)
    {
        InputFiles inputs = new InputFiles().Files("--inputDICOM", InputFiles);
        if (File.Exists(OutputFolder))
            inputs.Fault($"--outputDirectory: '{OutputFolder}' is a file.");
        if (Prefix.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            inputs.Fault($"--prefix: '{Prefix}' is no part of a file name; name the folder in --outputDirectory.");
        if (Smoothing is { Iterations: < 1 or > 500 })
            inputs.Fault($"--iterations is {Smoothing.Iterations}; from 1 to 500 was expected.");
        if (Smoothing is { PassBand: not (> 0 and <= 2) })
            inputs.Fault(string.Create(CultureInfo.InvariantCulture, $"--passBand is {Smoothing.PassBand}; above 0 and at most 2 was expected."));
        inputs.Check();
        using Segmentation segmentation = Segmentation.Open(InputFiles);
        console.Warn(segmentation.Warnings);
        int[] numbers = Chosen(segmentation);
        var options = new SurfaceOptions { Smoothing = Smoothing };
        IReadOnlyList<SurfaceMesh> meshes = SurfaceMesh.FromSegments(segmentation, numbers, options, console.Progress, cancellationToken);
        console.Warn([.. meshes.SelectMany(mesh => mesh.Warnings.Select(warning => $"{mesh.Name}: {warning}"))]);
        using var outputs = new OutputSet(OutputFolder);
        if (Type == "dicom")
            WriteSurfaceSegmentation(segmentation, numbers, meshes, outputs);
        else if (IsOneFile)
            Write(outputs, segmentation, Prefix.Length > 0 ? Prefix : "surfaces", meshes);
        else
            WriteEach(outputs, segmentation, numbers, meshes);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (string path in outputs.Keep(inputs, "--outputDirectory"))
            console.Say($"Saved {path}.");
        foreach (SurfaceMesh mesh in meshes.Where(mesh => mesh.UnsmoothedVolumeMm3 is not null))
            console.Say(string.Create(CultureInfo.InvariantCulture, $"{mesh.Name}: smoothing changed the volume from {mesh.UnsmoothedVolumeMm3 / 1000:0.###} to {mesh.VolumeMm3 / 1000:0.###} ml ({((mesh.VolumeMm3 / mesh.UnsmoothedVolumeMm3) - 1) * 100:+0.##;-0.##;0} %)."));
    }

    private void WriteEach(OutputSet outputs, Segmentation segmentation, int[] numbers, IReadOnlyList<SurfaceMesh> meshes)
    {
        IReadOnlyList<string> names = SegmentFileNames.Of(segmentation);
        int[] all = [.. segmentation.Segments.Where(segment => !segment.IsBackground).Select(segment => segment.Number)];
        for (int index = 0; index < meshes.Count; index++)
        {
            string name = names[Array.IndexOf(all, numbers[index])];
            if (meshes[index].TriangleCount > 0)
                Write(outputs, segmentation, Prefix.Length > 0 ? $"{Prefix}-{name}" : name, [meshes[index]]);
            else
                console.Warn([$"Segment {numbers[index]} '{meshes[index].Name}' has no voxel; it has no file."]);
        }
    }

    private void Write(OutputSet outputs, Segmentation segmentation, string name, IReadOnlyList<SurfaceMesh> meshes)
    {
        if (!Type.StartsWith("dicom", StringComparison.Ordinal))
        {
            outputs.Write($"{name}.{Type}", path => SurfaceFile.Write(path, meshes));
            return;
        }

        var builder = new EncapsulatedSurfaceBuilder(SourceImages.None(segmentation.Context), Type == "dicom-stl" ? SurfaceFormat.Stl : SurfaceFormat.Obj) { Authorship = _here };
        foreach (SurfaceMesh mesh in meshes)
            builder.AddMesh(mesh);
        using EncapsulatedSurface surface = builder.Build();
        console.Warn(surface.Warnings);
        outputs.Write($"{name}.dcm", path => surface.Save(path));
    }

    private void WriteSurfaceSegmentation(Segmentation segmentation, int[] numbers, IReadOnlyList<SurfaceMesh> meshes, OutputSet outputs)
    {
        using SurfaceSegmentation surfaces = BuilderOf(segmentation, numbers, meshes).Build();
        console.Warn(surfaces.Warnings);
        outputs.Write($"{(Prefix.Length > 0 ? Prefix : "surfaces")}.dcm", path => surfaces.Save(path));
    }

    private SurfaceSegmentationBuilder BuilderOf(Segmentation segmentation, int[] numbers, IReadOnlyList<SurfaceMesh> meshes)
    {
        var builder = new SurfaceSegmentationBuilder(SourceImages.None(segmentation.Context)) { Authorship = _here };
        for (int index = 0; index < numbers.Length; index++)
            builder.AddMesh(meshes[index], segmentation, numbers[index]);
        return builder;
    }

    private int[] Chosen(Segmentation segmentation)
    {
        Segment[] all = [.. segmentation.Segments.Where(segment => !segment.IsBackground)];
        if (Segments.Length == 0)
            return [.. all.Select(segment => segment.Number)];
        var chosen = new List<int>();
        var faults = new List<UsageException>();
        foreach (string wanted in Segments)
        {
            Segment[] found = Array.FindAll(all, segment => segment.Label == wanted);
            if (found.Length == 0 && int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                found = Array.FindAll(all, segment => segment.Number == number);
            if (found.Length == 1)
                chosen.Add(found[0].Number);
            else
                faults.Add(new UsageException($"--segments: there is {(found.Length == 0 ? "no segment" : "more than one segment")} '{wanted}'. The segments are {string.Join(", ", all.Select(segment => $"{segment.Number} '{segment.Label}'"))}."));
        }

        return faults.Count == 0 ? [.. chosen.Distinct()] : throw new AggregateException(faults);
    }
}
