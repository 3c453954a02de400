using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Volumes;

/// <summary>Independent readers of research images.</summary>
internal static class VolumeTools
{
    /// <summary>Debian's Teem installs its tool as teem-unu.</summary>
    public static string Unu(params string[] arguments) => ExternalProgram.Find("unu|teem-unu", "teem-apps").Succeed(arguments);

    public static string Plastimatch(params string[] arguments) => ExternalProgram.Find("plastimatch", "plastimatch").Succeed(arguments);

    public static string Nibabel(string script, params string[] arguments) => ExternalProgram.Python("nibabel").RunScript(script, arguments);
}
