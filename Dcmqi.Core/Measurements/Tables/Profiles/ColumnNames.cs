namespace Dcmqi.Measurements;

/// <summary>The names that a program gives to the columns of its tables.</summary>
internal abstract class ColumnNames
{
    /// <summary>The name of the program.</summary>
    public abstract string Program { get; }

    /// <summary>The scheme of private codes for its names.</summary>
    public abstract string Scheme { get; }

    /// <summary>What a column is.</summary>
    /// <returns>Its meaning; one with a fault where the name is not understood.</returns>
    public abstract ColumnMeaning Of(string column);

    /// <summary>What the texts of a row, by column, say of how all its features were computed.</summary>
    public abstract RowSettings SettingsOf(IReadOnlyDictionary<string, string> texts);
}
