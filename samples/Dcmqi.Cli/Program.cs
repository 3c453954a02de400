using System.Runtime.InteropServices;

namespace Dcmqi.Cli;

/// <summary>The process: arguments in, exit code out.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using var cancellation = new CancellationTokenSource();

        // The first Ctrl+C lets the work stop in order, so that nothing half-written stays; a second one ends the process.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        CommandProgress? progress = Console.IsErrorRedirected ? null : new CommandProgress(Console.Error, TimeProvider.System);
        return CommandLine.Run(CommandLine.WithCommand(ProgramName.Current(), arguments), Console.Out, Console.Error, progress, HasColors(), cancellation.Token);

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }

    // no-color.org; TERM=dumb knows no escape sequences, and of Windows' consoles only the Terminal reads them without being asked to.
    private static bool HasColors() =>
        !Console.IsErrorRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && (!OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("WT_SESSION") is not null);
}
