using System.Globalization;
using Dcmqi.Cli;

namespace Dcmqi.Tests.Support;

/// <summary>The test assembly as a program of its own: runs commands in the culture of the environment, which a process of invariant globalization does not know. The tests themselves are run by the test host.</summary>
internal static class CultureHost
{
    // Each line of the file is a command, its arguments divided by tabs.
    private static int Main(string[] arguments)
    {
        if (arguments.Length != 1)
            return 0;
        Console.WriteLine($"culture {CultureInfo.CurrentCulture.Name}, {(1.5).ToString(CultureInfo.CurrentCulture)}, {(-1).ToString(CultureInfo.CurrentCulture)}");
        foreach (string line in File.ReadLines(arguments[0]))
        {
            var output = new StringWriter(CultureInfo.InvariantCulture);
            var error = new StringWriter(CultureInfo.InvariantCulture);
            int exitCode = CommandLine.Run(line.Split('\t'), output, error);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Split('\t')[0]}: {exitCode}\n{output}{error}"));
        }

        return 0;
    }
}
