using System.CommandLine;
using System.Runtime.InteropServices;
using Dcmqi.Cli;
using Dcmqi.Cohort;
using Hangfire.Logging;
using Hangfire.Logging.LogProviders;

using var cancellation = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
LogProvider.SetCurrentLogProvider(new ColouredConsoleLogProvider(LogLevel.Error));
var console = new CommandConsole(Console.Out, Console.Error);
return new CohortCommands(console, cancellation.Token).Root().Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

// The first asks jobs to stop in order; they go back to their queue. A second one ends the process.
void Stop(PosixSignalContext context)
{
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
