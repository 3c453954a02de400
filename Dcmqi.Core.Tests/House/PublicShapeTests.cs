using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dcmqi.Tests.House;

/// <summary>What every public type has in common, so that who knows one knows the next.</summary>
public sealed class PublicShapeTests
{
    // A pair of name and value; all else grows, and a constructor that grows breaks who calls it. Structs are small by nature.
    private static readonly string[] MayBePositional = ["MeasurementModifier"];

    private static IEnumerable<Type> PublicTypes() => typeof(Segmentation).Assembly.GetExportedTypes().Where(type => type is { IsEnum: false, IsInterface: false, IsNested: false } && !(type.IsAbstract && type.IsSealed));

    [Test]
    public void Types_HaveATextOfTheirOwn() => Assert.That(
        PublicTypes().Where(type => !type.IsAbstract && !type.IsAssignableTo(typeof(Exception)) && !type.IsAssignableTo(typeof(Delegate)))
            .Where(type => type.GetMethod(nameof(ToString), Type.EmptyTypes)! is var text && (text.DeclaringType!.Assembly != typeof(Segmentation).Assembly || text.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)))
            .Select(type => type.Name),
        Is.Empty, "In a notebook and in a debugger each says in one line what it is.");

    [Test]
    public void Records_HaveInitProperties() => Assert.That(
        PublicTypes().Where(type => type.IsClass && type.GetMethod("<Clone>$") is not null)
            .Where(type => type.GetConstructors().Any(constructor => IsPositional(type, constructor)) && !MayBePositional.Contains(type.Name))
            .Select(type => type.Name),
        Is.Empty);

    private static bool IsPositional(Type type, ConstructorInfo constructor) =>
        constructor.GetParameters() is { Length: > 0 } parameters && parameters.All(parameter => type.GetProperty(parameter.Name!) is not null);
}
