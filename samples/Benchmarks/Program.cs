using BenchmarkDotNet.Running;
using Dcmqi.Benchmarks;

// "make-inputs DIR" writes the inputs of the benchmarks, so that whole processes can be measured with them.
if (args is ["make-inputs", string folder])
{
    BodyInputs inputs = BodyInputs.Make(folder);
    Console.WriteLine($"{inputs.DicomFolder}\n{inputs.LabelFile}\n{inputs.MetadataFile}");
    return 0;
}

// "measure [real]" measures once in this process, and tells time and memory: for machines that are busy with other work.
if (args is ["measure", ..])
{
    MeasuringOnce.Run(args.Contains("real"));
    return 0;
}

// "pictures" draws once in this process, and tells time.
if (args is ["pictures"])
{
    PicturesOnce.Run();
    return 0;
}

// "structures DIR" turns contours into voxels and back once in this process; the inputs stay in the folder, so that other programs can be held against it.
if (args is ["structures", string inputsFolder])
{
    StructureSetsOnce.Run(inputsFolder);
    return 0;
}

// "slide ..." writes or reads a slide of 100,000 x 100,000 pixels; how much memory that takes, a process shows.
if (args is ["slide", ..])
    return WholeSlide.Run(args[1..]);

// "curves [NAME...]" prints how time grows with frames, segments, tiles, measurements and images.
if (args is ["curves", ..])
    return Curves.Print(args[1..]);

// "peers FOLDER --ours PROGRAM ..." times other programs that do the same beside ours.
if (args is ["peers", ..])
    return Peers.Run(args[1..]);

return BenchmarkSwitcher.FromAssembly(typeof(BodyInputs).Assembly).Run(args).Any() ? 0 : 1;
