namespace Dcmqi.Tests.House;

/// <summary>What a script finds as its arguments, by the name that a program has them.</summary>
public sealed class ScriptArguments(string[] arguments)
{
#pragma warning disable IDE1006, SA1300 // A program calls them so.
    public string[] args { get; } = arguments;
#pragma warning restore IDE1006, SA1300
}
