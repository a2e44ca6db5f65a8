"""The teacher's gradebook: a class against its assignments."""
