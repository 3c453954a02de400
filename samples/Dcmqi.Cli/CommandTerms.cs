using System.Text.RegularExpressions;

namespace Dcmqi.Cli;

/// <summary>What the library says of its API, in the terms of the command line.</summary>
internal static partial class CommandTerms
{
    /// <summary>Phrases of the library's messages, and what the command line says for each.</summary>
    public static IReadOnlyList<(string OfLibrary, string OfCommand)> Phrases { get; } =
    [
        ("; set SourceRepair.Reject to stop instead", ""),
        (" Set SourceRepair.Reject to stop instead.", ""),
        ("; set EmptySegments to EmptyContent.Keep to write it without frames", ""),
        ("Set SourceAlignment.Resampling to bring all onto that of the images.", "--resample brings all onto that of the images."),
        ("Set SourceAlignment.Resampling to bring it onto theirs.", "--resample brings it onto theirs."),
        ("set SourceAlignment.Resampling to bring it onto their grid, or set SourceMatching.Prefer to write without references to single images", "bring it onto their grid (--resample), or write it where it lies, without references to single images (--allowUnmatched)"),
        ("Choose as many frames by Select, or set SourceMatching.Ignore to refer to all of them from every slice.", "Give as many frames, or --referencesGeometryCheck 0 to refer to all of them from every slice."),
        ("Open it as a DICOM object (for example with Segmentation.Open).", "segimage2itkimage and paramap2itkimage read such files."),
        ("set VolumeReadOptions.DataFiles to allow it", "put the data file beside it"),
        ("set MeasurementReportBuilder.NamedFiles to allow it", "--allowAnyFolder opens it"),
        ("use Resampling.NearestNeighbor", "use --resample nearest"),
        ("Set SegmentationOptions.Encoding to SegmentationEncoding.Fractional.", "Use --segmentationType fractional."),
        ("Use PixelCompression.Deflated, or store whole numbers: ParametricMapPixelType.UInt16.", "Use --compress deflate, or store whole numbers: --pixelType uint16."),
        ("Use PixelCompression.Rle, DeflatedFrame or Deflated, or SegmentationEncoding.LabelMap.", "Use --compress rle, deflated-frame or deflate, or --segmentationType labelmap."),
        ("or store them as ParametricMapPixelType.UInt16", "or store them by --pixelType uint16"),
        ("Set PixelType to ParametricMapPixelType.Double.", "Use --pixelType double."),
        ("Set PaddingValue to the stored value that shall mark them, or PixelType to ParametricMapPixelType.Float.", "Give --paddingValue, the stored value that shall mark them, or --pixelType float."),
        ("Take the encoding LabelMap", "Take --segmentationType labelmap"),
        ("allow large objects (LargeObjects.Allow) and save as a concatenation or compressed frame by frame", "write several files (--concatenation), or compress frame by frame (--compress rle or deflated-frame)"),
        ("Give fractions to AddFractions, or threshold them first.", "Fractions are for --segmentationType fractional; threshold them for the others."),
        ("Give the value that means 1 as 'maximum'.", "Give the value that means 1 as --fractionMaximum."),
        ("SegmentationBuilder.AddSegNrrd takes them.", "Give the file to itkimage2segimage as --inputImageList, without --labels."),
        ("Number them in order (SegmentNumbering.Sequential)", "Number them in order (without --useLabelIDAsSegmentNumber)"),
        ("or take SegmentationEncoding.LabelMap", "or take --segmentationType labelmap"),
        ("give them by DicomWebOptions.Authorization.", "give --user and the environment variable DCMQI_PASSWORD or --passwordFile, or --tokenFile."),
        ("Send less at once (DicomWebOptions.BatchInstances, BatchBytes), or raise the server's limit.", "Raise the server's limit on the size of a request."),
        ("Give the images, SourceImages.None with a context, or a DICOM file of the study with AddCompositeContext.", "Name a DICOM file of the study in compositeContext."),
    ];

    /// <summary>The message as the command line says it.</summary>
    public static string Of(string message)
    {
        foreach ((string ofLibrary, string ofCommand) in Phrases)
            message = message.Replace(ofLibrary, ofCommand, StringComparison.Ordinal);
        message = NoValueOfType().Replace(message, match => $"{match.Groups[2].Value}: '{match.Groups[1].Value}' is no {(match.Groups[3].Value.Contains("Int32", StringComparison.Ordinal) ? "whole number" : "number")}.");
        message = NoValue().Replace(message, "$1 needs a value.");
        message = NoArgument().Replace(message, "$1: a file or folder is missing.");
        return ActualValue().Replace(ParameterName().Replace(message, ""), "");
    }

    [GeneratedRegex(@"^Cannot parse argument '(.*)' for option '(.*)' as expected type '(.*)'\.$")]
    private static partial Regex NoValueOfType();

    [GeneratedRegex(@"^Required argument missing for option: '(.*)'\.$")]
    private static partial Regex NoValue();

    [GeneratedRegex(@"^Required argument missing for command: '(.*)'\.$")]
    private static partial Regex NoArgument();

    [GeneratedRegex(@"\r?\nActual value was .*\.")]
    private static partial Regex ActualValue();

    // What .NET adds to the message of an argument.
    [GeneratedRegex(@" \(Parameter '\w+'\)")]
    private static partial Regex ParameterName();
}
