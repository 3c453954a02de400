using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.Xml.Linq;

namespace Dcmqi.Cli;

/// <summary>A command described as 3D Slicer's command-line modules describe themselves (<c>--xml</c>), so that Slicer shows and runs it.</summary>
internal static class SlicerModule
{
    /// <summary>Said of the switches that <see cref="CommonOptions.Switch"/> makes, which for Slicer are whole numbers.</summary>
    private const string SwitchHelp = "0|1";

    // Scripts for Slicer give parameters by these names: those of dcmqi's modules, where they are not the option's.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["itkimage2segimage --inputMetadata"] = "metaDataFileName",
        ["itkimage2segimage --outputDICOM"] = "outputSEGFileName",
        ["itkimage2segimage --inputDICOMList"] = "dicomImageFiles",
        ["itkimage2segimage --inputDICOMDirectory"] = "dicomDirectory",
        ["itkimage2segimage --inputImageList"] = "segImageFiles",
        ["itkimage2segimage --skip"] = "skipEmptySlices",
        ["segimage2itkimage --inputDICOM"] = "inputSEGFileName",
        ["segimage2itkimage --outputDirectory"] = "outputDirName",
        ["bin2labelsegimage --inputDICOM"] = "inputSEGFileName",
        ["bin2labelsegimage --outputDICOM"] = "outputSEGFileName",
        ["bin2labelsegimage --skip"] = "skipEmptySlices",
        ["itkimage2paramap --inputImage"] = "inputFileName",
        ["itkimage2paramap --inputMetadata"] = "metaDataFileName",
        ["itkimage2paramap --outputDICOM"] = "outputParaMapFileName",
        ["itkimage2paramap --inputDICOMDirectory"] = "dicomDirectory",
        ["itkimage2paramap --inputDICOMList"] = "dicomImageFileList",
        ["paramap2itkimage --inputDICOM"] = "inputFileName",
        ["paramap2itkimage --outputDirectory"] = "outputDirName",
        ["tid1500writer --inputMetadata"] = "metaDataFileName",
        ["tid1500writer --outputDICOM"] = "outputFileName",
        ["tid1500writer --inputCompositeContextDirectory"] = "compositeContextDataDir",
        ["tid1500writer --inputImageLibraryDirectory"] = "imageLibraryDataDir",
        ["tid1500reader --inputDICOM"] = "inputSRFileName",
        ["tid1500reader --outputMetadata"] = "metaDataFileName",
    };

    /// <summary>The description of a command.</summary>
    public static string Describe(Command command, string version)
    {
        Option[] options = [.. command.Options.Where(option => !option.Hidden)];
        var root = new XElement(
            "executable",
            new XElement("category", "Informatics.Converters"),
            new XElement("title", command.Name),
            new XElement("description", command.Description),
            new XElement("version", version),
            new XElement(
                "parameters",
                new XElement("label", "Input and output"),
                command.Arguments.Select(Of),
                options.Where(IsFirst).Select(option => Of(command, option))),
            new XElement(
                "parameters",
                new XAttribute("advanced", "true"),
                new XElement("label", "Options"),
                options.Where(option => !IsFirst(option)).Select(option => Of(command, option))));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>{Environment.NewLine}{root}";
    }

    private static bool IsFirst(Option option) => option.Required || option.HelpName is "DIR" || option.Name == "--inputDICOMList";

    private static XElement Of(Argument argument, int index) => new(
        "file",
        new XAttribute("multiple", "true"),
        new XElement("name", "inputFileNames"),
        new XElement("label", "Input files"),
        new XElement("channel", "input"),
        new XElement("index", index.ToString(CultureInfo.InvariantCulture)),
        new XElement("description", argument.Description));

    private static XElement Of(Command command, Option option)
    {
        string[] elements = option.ValueType == typeof(string) ? [.. option.GetCompletions(CompletionContext.Empty).Select(completion => completion.Label)] : [];
        string flag = option.Name[2..];
        var parameter = new XElement(
            TagOf(option, elements),
            new XElement("name", Names.GetValueOrDefault($"{command.Name} {option.Name}", flag)),
            new XElement("label", LabelOf(flag)),
            new XElement("channel", IsOutput(option) ? "output" : "input"),
            option.Aliases.Where(alias => alias.Length == 2).Take(1).Select(alias => new XElement("flag", alias[1..])),
            new XElement("longflag", flag),
            new XElement("description", option.Description));
        if (option.HelpName == SwitchHelp)
            parameter.Add(new XElement("default", "1"));
        else if (option.ValueType == typeof(bool))
            parameter.Add(new XElement("default", "false"));
        else if (option is { HasDefaultValue: true, ValueType.IsArray: false })
            parameter.Add(new XElement("default", Convert.ToString(option.GetDefaultValue(), CultureInfo.InvariantCulture)));
        if (elements.Length > 0 && !option.HasDefaultValue)
            parameter.Add(new XElement("default"), new XElement("element"));
        parameter.Add(elements.Select(element => new XElement("element", element)));
        return parameter;
    }

    // Numbers that need not be given are texts: a number would always have a value there.
    private static string TagOf(Option option, string[] elements) => option.HelpName switch
    {
        SwitchHelp => "integer",
        _ when option.ValueType == typeof(bool) => "boolean",
        _ when option.ValueType.IsArray => "string-vector",
        _ when elements.Length > 0 => "string-enumeration",
        "FILE" => "file",
        "DIR" => "directory",
        _ => "string",
    };

    private static bool IsOutput(Option option) => option.HelpName is "FILE" or "DIR" && (option.Name.StartsWith("--output", StringComparison.Ordinal) || option.Name is "--csv");

    // "inputImageList" is "Input Image List", "outputDICOM" is "Output DICOM".
    private static string LabelOf(string flag) =>
        char.ToUpperInvariant(flag[0]) + string.Concat(flag.Skip(1).Select((letter, index) => char.IsUpper(letter) && char.IsLower(flag[index]) ? $" {letter}" : $"{letter}"));
}
