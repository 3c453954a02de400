using System.Globalization;

namespace Dcmqi.Web.Storing;

/// <summary>What the numbers of an archive mean: Failure Reason (0008,1197; PS3.3 C.14.1.1, PS3.18 10.5.3) and Warning Reason (0008,1196; PS3.18 10.5.3).</summary>
internal static class StoreReasons
{
    public static string OfFailure(int? reason) => reason is { } code ? $"{FailureMeaning(code)} ({Hexadecimal(code)})" : "the archive gives no reason";

    public static string OfWarning(int reason) => $"{WarningMeaning(reason)} ({Hexadecimal(reason)})";

    private static string FailureMeaning(int code) => code switch
    {
        0x0110 => "processing failure",
        0x0111 => "the archive has an instance of this UID already",
        0x0112 => "no such object instance",
        0x0119 => "SOP Class and instance do not go together",
        0x0122 => "the archive does not take this SOP Class",
        0x0124 => "refused: not authorized",
        0x0131 => "transaction UID used twice",
        0x0213 => "resource limitation",
        0xC122 => "the archive does not take this transfer syntax",
        >= 0xA700 and <= 0xA7FF => "refused: the archive is out of resources",
        >= 0xA900 and <= 0xA9FF => "the data set does not fit its SOP Class",
        >= 0xC000 and <= 0xCFFF => "the archive cannot understand the object",
        _ => "a reason of the archive's own",
    };

    private static string WarningMeaning(int code) => code switch
    {
        0xB000 => "attributes were changed by the archive",
        0xB006 => "attributes were left out by the archive",
        0xB007 => "the data set does not fit its SOP Class; stored all the same",
        _ => "a warning of the archive's own",
    };

    private static string Hexadecimal(int code) => code.ToString("X4", CultureInfo.InvariantCulture) + "H";
}
