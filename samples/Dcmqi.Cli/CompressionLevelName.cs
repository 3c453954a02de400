using System.CommandLine;
using System.IO.Compression;

namespace Dcmqi.Cli;

/// <summary>What the command line calls the levels at which volumes are compressed.</summary>
internal static class CompressionLevelName
{
    public static Option<string> Option()
    {
        Option<string> option = new("--compression") { HelpName = "LEVEL", Description = "none, fastest or smallest; if not given, zlib's level 6, which lies between, where the format compresses. (dcmqi has no such option.)" };
        CommonOptions.OneOf(option, "none", "fastest", "smallest");
        return option;
    }

    public static CompressionLevel? Level(string? name) => name switch
    {
        "none" => CompressionLevel.NoCompression,
        "fastest" => CompressionLevel.Fastest,
        "smallest" => CompressionLevel.SmallestSize,
        _ => null,
    };
}
