#!/usr/bin/env dotnet
#:project ../../Dcmqi.Core
#:property PublishAot=false
#:property RunAnalyzers=false

// dotnet run samples/Reference/reference.cs -- OUT_FOLDER
// The reference of the library as Markdown, one page for each public type, from its XML documentation.
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dcmqi;

if (args is not [string folder])
{
    Console.Error.WriteLine("Usage: dotnet run samples/Reference/reference.cs -- OUT_FOLDER");
    return 2;
}

Assembly library = typeof(Segmentation).Assembly;
Dictionary<string, XElement> documented = XDocument.Load(Path.ChangeExtension(library.Location, ".xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
Type[] types = [.. library.GetExportedTypes().OrderBy(Display, StringComparer.Ordinal)];
Directory.CreateDirectory(folder);
var index = new StringBuilder("# Reference\n\n| Type | |\n|---|---|\n");
foreach (Type type in types)
{
    XElement? description = documented.GetValueOrDefault("T:" + Id(type));
    index.Append($"| [{Escape(Display(type))}]({PageOf(type)}) | {Text(description?.Element("summary")).Replace("|", "\\|")} |\n");
    File.WriteAllText(Path.Combine(folder, PageOf(type)), Page(type, description));
}

File.WriteAllText(Path.Combine(folder, "README.md"), index.ToString());
Console.WriteLine($"{types.Length} types");
return 0;

string Page(Type type, XElement? description)
{
    string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.IsAbstract && type.IsSealed ? "static class" : "class";
    var page = new StringBuilder($"# {Escape(Display(type))}\n\n`{kind}`, namespace `{type.Namespace}`{(type.BaseType is { } parent && parent.Assembly == library ? $", a [{Escape(Display(parent))}]({PageOf(parent)})" : "")}\n\n");
    page.Append(Body(description));
    const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    foreach (MemberInfo member in type.GetMembers(declared).OrderBy(Rank).ThenBy(member => member.Name, StringComparer.Ordinal))
    {
        // What the compiler makes of a record, an enum or a property has no documentation of its own.
        if (member is not Type && documented.TryGetValue(MemberId(member), out XElement? said))
            page.Append($"## {Escape(Signature(member))}\n\n").Append(Body(said));
    }

    return page.ToString();
}

static string Body(XElement? member)
{
    var text = new StringBuilder();
    foreach (XElement part in member?.Elements() ?? [])
    {
        string said = Text(part);
        text.Append(part.Name.LocalName switch
        {
            "param" or "typeparam" => $"- `{part.Attribute("name")!.Value}`: {said}\n",
            "returns" => $"- Returns: {said}\n",
            "exception" => $"- Throws `{LastName(part.Attribute("cref")!.Value)}`: {said}\n",
            // A part of a type says what it holds; that is for those who read the sources.
            "content" => "",
            "example" => $"```csharp\n{part.Value.Trim()}\n```\n",
            _ => said + "\n\n",
        });
    }

    return text.Append('\n').ToString();
}

static string Text(XElement? part) => part is null ? "" : Regex.Replace(string.Concat(part.Nodes().Select(node => node switch
{
    XElement { HasAttributes: true } reference => $"`{reference.Attributes().First() switch { { Name.LocalName: "cref" } cref => LastName(cref.Value), var other => other.Value }}`",
    XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
    XElement other => Text(other),
    _ => node is XText text ? Escape(text.Value) : "",
})), @"\s+", " ").Trim();

static string LastName(string id) => Regex.Replace(id[2..].Split('(')[0], @"^.*\.(?=[A-Z#])|`+\d+", "");

static string Escape(string text) => text.Replace("<", "&lt;").Replace("*", "\\*");

static string PageOf(Type type) => Id(type).Split('.')[^1].Replace('`', '-') + ".md";

static int Rank(MemberInfo member) => member switch { ConstructorInfo => 0, FieldInfo => 1, PropertyInfo => 2, _ => 3 };

static string Signature(MemberInfo member) => member switch
{
    ConstructorInfo made => $"{Display(made.DeclaringType!)}({Parameters(made)})",
    MethodInfo method => $"{Display(method.ReturnType)} {method.Name}({Parameters(method)})",
    PropertyInfo property => $"{Display(property.PropertyType)} {(property.GetIndexParameters() is { Length: > 0 } keys ? $"this[{string.Join(", ", keys.Select(key => $"{Display(key.ParameterType)} {key.Name}"))}]" : property.Name)}",
    _ => member.Name,
};

static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{Display(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"));

static string Display(Type type) =>
    type.IsByRef || type.IsArray ? Display(type.GetElementType()!) + (type.IsArray ? "[]" : "&")
    : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Display))}>"
    : type.Name switch { "Int32" => "int", "Int64" => "long", "Byte" => "byte", "UInt16" => "ushort", "Single" => "float", "Double" => "double", "Boolean" => "bool", "String" => "string", "Void" => "void", var name => name };

// How the compiler names members in XML documentation.
static string Id(Type type) => type.FullName!.Replace('+', '.');

static string MemberId(MemberInfo member)
{
    string owner = Id(member.DeclaringType!);
    ParameterInfo[] parameters = member switch { MethodBase method => method.GetParameters(), PropertyInfo property => property.GetIndexParameters(), _ => [] };
    string list = parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => ParameterId(parameter.ParameterType)))})";
    string arity = member is MethodInfo { IsGenericMethod: true } generic ? "``" + generic.GetGenericArguments().Length : "";
    string result = member is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion ? "~" + ParameterId(conversion.ReturnType) : "";
    return member switch
    {
        ConstructorInfo => $"M:{owner}.#ctor{list}",
        MethodInfo => $"M:{owner}.{member.Name}{arity}{list}{result}",
        PropertyInfo => $"P:{owner}.{member.Name}{list}",
        EventInfo => $"E:{owner}.{member.Name}",
        _ => $"F:{owner}.{member.Name}",
    };
}

static string ParameterId(Type type) =>
    type.IsByRef ? ParameterId(type.GetElementType()!) + "@"
    : type.IsArray ? ParameterId(type.GetElementType()!) + (type.GetArrayRank() == 1 ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank()))}]")
    : type.IsGenericParameter ? (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition
    : type.IsGenericType ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0].Replace('+', '.')}{{{string.Join(',', type.GetGenericArguments().Select(ParameterId))}}}"
    : Id(type);
