using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>A place in the body that an object names beside other things, by dcmqi's three keys.</summary>
internal sealed class SiteMember<T>(Func<T, FindingSite?> get, Func<T, FindingSite?, T> set) : JsonMember<T>
{
    private static readonly string[] Details = ["Laterality", "TopographicalModifier"];

    public static FindingSite? ReadSite(JsonObjectReader from)
    {
        if (from.Find("FindingSite", null) is not null)
            return RegionKeys.Site.ReadMembers(from);
        foreach (string key in Details)
        {
            if (from.Optional(key, Rules.Code) is not null)
                from.Refuse(key, "stands without FindingSite, of which it says more.");
        }

        return null;
    }

    public static void DescribeSite(JsonObject properties, JsonSchemas schemas)
    {
        foreach (string key in (IEnumerable<string>)["FindingSite", .. Details])
            DescribeOptional(properties, key, Rules.Code, schemas);
    }

    public override T Read(JsonObjectReader from, T into) => set(into, ReadSite(from));

    public override void Write(Utf8JsonWriter json, T value)
    {
        if (get(value) is { } site)
            RegionKeys.Site.WriteMembers(json, site);
    }

    public override void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas) => DescribeSite(properties, schemas);
}
