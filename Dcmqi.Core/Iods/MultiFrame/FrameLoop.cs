using System.Runtime.ExceptionServices;

namespace Dcmqi.Iods;

/// <summary>Work on frames on all cores whose failures leave as those of one thread do.</summary>
internal static class FrameLoop
{
    /// <summary>Runs a parallel loop. Of several failures one is thrown.</summary>
    /// <exception cref="DicomFormatException">A frame is malformed.</exception>
    /// <exception cref="NotSupportedException">It uses what its codec does not know.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void Run(Action loop)
    {
        try
        {
            loop();
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }
}
