using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>A line on a terminal that tells how far work has come, once it lasts over a second; it is gone when anything else is said.</summary>
internal sealed class CommandProgress(TextWriter error, TimeProvider time) : IProgress<ConversionProgress>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly object _lock = new();
    private readonly long _start = time.GetTimestamp();
    private long _shown;
    private int _length;

    public void Report(ConversionProgress value)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_start) < Patience || (_length > 0 && time.GetElapsedTime(_shown) < Pace))
                return;
            string line = string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {value.Completed} of {value.Total}");
            error.Write("\r" + line.PadRight(_length));
            error.Flush();
            _length = line.Length;
            _shown = time.GetTimestamp();
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_length == 0)
                return;
            error.Write("\r" + new string(' ', _length) + "\r");
            error.Flush();
            _length = 0;
        }
    }
}
