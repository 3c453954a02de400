using Dcmqi;
using Dcmqi.QuickStart;

if (args is ["--help" or "-h" or "-?"])
{
    Console.WriteLine(Inputs.Usage);
    return 0;
}

try
{
    Inputs inputs = Inputs.FromArguments(args);
    return (inputs.IsMap ? new MapJob(inputs).Run() : new MainJob(inputs).Run()) ? 0 : 1;
}
catch (Exception exception) when (exception is UsageException or DcmqiException or NotSupportedException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine("Error: " + exception.Message);
    return 1;
}
