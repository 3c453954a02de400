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
        return CommandLine.Run(CommandLine.WithCommand(ProgramName.Current(), arguments), Console.Out, Console.Error, progress, cancellation.Token);

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }
}
