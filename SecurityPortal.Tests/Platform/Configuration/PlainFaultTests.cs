using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using SecurityPortal.Platform.Configuration;

namespace SecurityPortal.Tests.Platform.Configuration;

/// <summary>What an operator reads in place of an exception.</summary>
public sealed class PlainFaultTests
{
    [Theory]
    [InlineData("42501", "It must own the database: ALTER DATABASE portal OWNER TO portal.")]
    [InlineData("28P01", "PostgreSQL refused the login")]
    [InlineData("3D000", "CREATE DATABASE portal OWNER portal.")]
    [InlineData("53300", "PostgreSQL has no connection left")]
    [InlineData("XX000", "PostgreSQL: no (XX000).")]
    public void What_PostgreSQL_refuses_is_told_with_what_to_do(string state, string told) => Assert.Contains(
        told, Assert.Single(PlainFault.Of(new InvalidOperationException("EF", new PostgresException("no", "ERROR", "ERROR", state)))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(14, "cannot be opened. Does its folder exist")]
    [InlineData(26, "is not a SQLite database")]
    [InlineData(13, "disk is full")]
    public void What_SQLite_refuses_is_told_too(int code, string told) => Assert.Contains(
        told, Assert.Single(PlainFault.Of(new SqliteException("SQLite Error 13: 'database or disk is full'.", code))), StringComparison.Ordinal);

    [Fact]
    public void Several_faults_are_several_lines_and_one_that_nobody_foresaw_has_its_kind()
    {
        var many = new AggregateException(
            new OptionsValidationException("", typeof(object), ["one", "two"]), new InvalidOperationException("three"), new InvalidOperationException("three"));

        Assert.Equal(["one", "two", "three"], PlainFault.Of(many));
        Assert.Equal(["FormatException: four"], PlainFault.Of(new FormatException("four")));
        Assert.StartsWith("Encrypted data cannot be decrypted", Assert.Single(PlainFault.Of(new CryptographicException("five"))), StringComparison.Ordinal);
    }
}
