using System.Collections;
using System.Reflection;
using System.Text;

namespace Dcmqi.Tests.Fuzz;

/// <summary>The public entries of the library that read or write, found by reflection, so that a new one is held to the same rules: what reads a path, a stream, bytes or text, and what saves.</summary>
internal static class PublicEntries
{
    private static readonly string[] TextNames = ["json", "csv", "text"];

    /// <summary>Static methods that read, by what they read; each takes the input and gives what was read.</summary>
    public static IReadOnlyList<(string Name, EntryInput Input, Func<object, object?> Read)> Readers { get; } =
        [.. Types().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(method => !method.IsGenericMethod).Select(ReaderOf).OfType<(string, EntryInput, Func<object, object?>)>()];

    /// <summary>Methods of an object that save it under a path.</summary>
    public static IEnumerable<(string Name, Action<string> Save)> SaversOf(object instance) =>
        from method in instance.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance)
        let parameters = method.GetParameters()
        where method.Name.StartsWith("Save", StringComparison.Ordinal) && parameters.Length > 0 && parameters[0].ParameterType == typeof(string)
        select (Describe(method), (Action<string>)(path => Invoke(method, instance, [path, .. parameters.Skip(1).Select(Default)])));

    /// <summary>Reads all that an object says of itself: every property, and what those hold, to a depth.</summary>
    public static IEnumerable<(string Name, Func<object?> Read)> PropertiesOf(object instance) =>
        from property in instance.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike
        select ($"{instance.GetType().Name}.{property.Name}", (Func<object?>)(() => Invoke(property.GetMethod!, instance, [])));

    private static IEnumerable<Type> Types() => typeof(Segmentation).Assembly.GetExportedTypes().Where(type => !type.IsGenericTypeDefinition && !type.IsEnum);

    private static (string, EntryInput, Func<object, object?>)? ReaderOf(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        if (parameters.Length == 0 || method.ReturnType == typeof(void) || InputOf(parameters[0]) is not { } input)
            return null;
        ParameterInfo[] others = parameters[1..];

        // What else is needed has a default, or is made here.
        if (!others.All(other => other.HasDefaultValue || other.ParameterType == typeof(FeatureMapping)))
            return null;
        return (Describe(method), input, value => Invoke(method, null, [Given(parameters[0], value), .. others.Select(Default)]));
    }

    private static EntryInput? InputOf(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(Stream) || parameter.ParameterType == typeof(IEnumerable<Stream>))
            return EntryInput.Bytes;
        if (parameter.ParameterType == typeof(ReadOnlyMemory<byte>))
            return EntryInput.Bytes;
        if (parameter.ParameterType == typeof(IEnumerable<string>) && parameter.Name == "paths")
            return EntryInput.Path;
        if (parameter.ParameterType != typeof(string))
            return null;
        return parameter.Name == "path" ? EntryInput.Path : TextNames.Contains(parameter.Name) ? EntryInput.Bytes : null;
    }

    private static object Given(ParameterInfo parameter, object value) => (value, parameter.ParameterType) switch
    {
        (string path, { } type) when type == typeof(IEnumerable<string>) => new[] { path },
        (byte[] bytes, { } type) when type == typeof(Stream) => new MemoryStream(bytes),
        (byte[] bytes, { } type) when type == typeof(IEnumerable<Stream>) => new Stream[] { new MemoryStream(bytes) },
        (byte[] bytes, { } type) when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(bytes),
        (byte[] bytes, { } type) when type == typeof(string) => TextOf(bytes),
        _ => value,
    };

    // Lone surrogates, which no UTF-8 holds, may come in a string.
    private static string TextOf(byte[] bytes) => Encoding.UTF8.GetString(bytes).Replace("LONE", "\ud800", StringComparison.Ordinal);

    private static object? Default(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(FeatureMapping))
            return FeatureMapping.Parse(Measurements.Tables.FeatureTableTests.Mapping);
        if (parameter.ParameterType == typeof(Concatenation))
            return Concatenation.ByFrames(1);
        return parameter.DefaultValue is null && parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : parameter.DefaultValue;
    }

    private static object? Invoke(MethodBase method, object? instance, object?[] arguments)
    {
        object? result = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (result is not Task task)
            return result is IEnumerable sequence and not string ? sequence.Cast<object?>().Take(20).ToList() : result;
        task.GetAwaiter().GetResult();
        return task.GetType().IsGenericType ? task.GetType().GetProperty("Result")!.GetValue(task) : null;
    }

    private static string Describe(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";
}
