namespace Dcmqi.QuickStart;

/// <summary>Arguments that cannot be meant as they were given.</summary>
internal sealed class UsageException(string message) : Exception(message + Environment.NewLine + Usage)
{
    private const string Usage = """
        Usage: dotnet run --project samples/QuickStart
               dotnet run --project samples/QuickStart -- --dicom DIR --labels FILE --metadata FILE [--out DIR]
        """;
}
