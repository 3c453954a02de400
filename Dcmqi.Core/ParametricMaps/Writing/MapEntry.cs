using System.Globalization;

namespace Dcmqi.ParametricMaps;

/// <summary>One layer in the order in which frames are written.</summary>
/// <param name="Quantity">Index of its quantity.</param>
/// <param name="Series">Which of several layers that neither quantity nor time tells apart; they are told apart by a label.</param>
/// <param name="Layer">The layer.</param>
internal readonly record struct MapEntry(int Quantity, int Series, MapLayer Layer)
{
    /// <summary>All layers by quantity, series and time.</summary>
    public static List<MapEntry> Of(IReadOnlyList<MapQuantity> quantities)
    {
        var entries = new List<MapEntry>();
        for (int quantity = 0; quantity < quantities.Count; quantity++)
        {
            foreach (IGrouping<int?, MapLayer> sameTime in quantities[quantity].Layers.GroupBy(layer => layer.TimeIndex))
            {
                int number = quantity;
                entries.AddRange(sameTime.Select((layer, series) => new MapEntry(number, series, layer)));
            }
        }

        return [.. entries.OrderBy(entry => (entry.Quantity, entry.Series, entry.Layer.TimeIndex ?? 0))];
    }

    public static string FrameLabel(MapQuantity quantity, int series) => string.Create(CultureInfo.InvariantCulture, $"{quantity.Label} {series + 1}");
}
